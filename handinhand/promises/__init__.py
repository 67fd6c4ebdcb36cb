"""Promises: what somebody said they would do, by when, and what came of it."""
