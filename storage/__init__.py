"""What survives: the database, its tables, and the sealing of what must not be read."""
