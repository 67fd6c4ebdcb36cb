"""Pages of coming back, of what is one's own, and of leaving."""
