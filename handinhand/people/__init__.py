"""A person: coming back, comfort, and limits in rate."""
