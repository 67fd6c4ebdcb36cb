"""One page about each member in their own words, a photograph if they like, and what others saw in them."""
