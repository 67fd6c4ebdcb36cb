"""Circles: members, standing, invitations, what was adopted, and powers."""
