"""What people could use and what they could do for each other: asks, offers, and the answers to them."""
