"""Forms of care: what helps me, how I am, and who asks tomorrow."""
