"""What can come of sending something."""


class Refused(Exception):
    """It is said for good that nothing can be delivered there."""


class NotSent(Exception):
    """Something did not leave now; later it may."""
