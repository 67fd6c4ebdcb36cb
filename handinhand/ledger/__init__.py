"""Which powers were used; append-only."""
