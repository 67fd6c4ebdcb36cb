"""What words touch on, and what each of us would rather choose about."""
