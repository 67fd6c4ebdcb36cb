"""Hand in Hand: the place where a co-production group works."""
