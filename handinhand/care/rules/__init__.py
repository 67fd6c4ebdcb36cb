"""Rules of care: what can be kept, and when somebody can be asked."""
