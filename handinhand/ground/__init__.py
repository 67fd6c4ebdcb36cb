"""The bare Person and Circle rows that every other table points to; sealed fields and their keys."""
