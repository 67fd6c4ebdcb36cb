"""Care: how I am."""
