"""Away: asking somebody to step away for a while, the last way, with their own words and a day on which they return."""
