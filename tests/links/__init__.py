"""Tests of circles that are linked as equals."""
