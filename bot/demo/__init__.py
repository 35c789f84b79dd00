"""`python -m bot demo`: an invented office in a temporary folder, its people on four phones, time that is moved."""
