"""Being let back in by two members who know me, for somebody who has lost every way to come back."""
