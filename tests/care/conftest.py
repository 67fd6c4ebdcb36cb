"""What tests of care share: a real mail server."""

from tests.notices.conftest import mail_sink

__all__ = ["mail_sink"]
