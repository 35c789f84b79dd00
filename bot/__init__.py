"""The outside: settings, loops, and the doors that people come in by; the only package that touches a network."""
