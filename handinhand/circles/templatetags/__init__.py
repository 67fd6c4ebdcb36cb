"""Tags for the texts that a circle made its own."""
