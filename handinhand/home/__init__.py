"""Pages that bring parts together: Today, a circle's front door."""
