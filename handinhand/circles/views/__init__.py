"""Pages of coming in, and of a circle's own matters."""
