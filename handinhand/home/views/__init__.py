"""Pages that bring parts together."""
