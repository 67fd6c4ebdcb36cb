"""Circles linked as equals: both said yes, either can cut it, and each decides what it tells the other."""
