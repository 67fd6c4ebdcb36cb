"""Roles on loan: what a circle's people hold for a meeting or a term, offered by themselves or drawn in the open."""
