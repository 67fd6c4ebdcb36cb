"""Messages that leave the house: composed elsewhere, kept sealed until sent."""
