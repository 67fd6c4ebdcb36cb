"""Django's own SQLite, with one thing remembered: SQL as SQLite writes it."""
