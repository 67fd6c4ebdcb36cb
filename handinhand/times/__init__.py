"""Times: finding one together."""
