"""A city's cases played over months in simulated time, through the real desk and database, with outages; and the proof.

`make simulate` plays a whole year (python -m tests.simulation --help); the tests play a small one.
"""
