"""What the ledger is held to."""
