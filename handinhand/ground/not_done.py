"""The one exception for what a keeper asks for on the command line and cannot have right now."""


class NotDone(Exception):
    """What was asked for was not done; the sentence says why, and what helps. The command line shows it as it is."""
