"""The page in a real browser: headless Chromium against the real process, over the loopback interface."""
