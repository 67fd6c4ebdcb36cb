"""What decides between people: pure, explained, without Django."""
