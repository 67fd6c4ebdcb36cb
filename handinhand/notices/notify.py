"""Text messages by GOV.UK Notify, for groups that a council, the NHS or another public service of the UK runs.

Its library is an extra: nothing here is loaded unless HANDINHAND_TEXTS says notify.
"""

import logging
import re

from notifications_python_client.errors import APIError, InvalidResponse
from notifications_python_client.notifications import NotificationsAPIClient

from handinhand.notices.problems import NotSent, Refused
from handinhand.notices.providers import Account, NoAccount

ADDRESS = "https://api.notifications.service.gov.uk"
UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
KEY = re.compile(rf".+-{UUID}-{UUID}", re.IGNORECASE)
TEMPLATE = re.compile(UUID, re.IGNORECASE)
# The only box of the keeper's template at Notify.
BOX = "text"
# How Notify answers that it is the number that cannot be: of nothing else that is asked for it says this.
NOT_AS_ASKED, OF_THE_NUMBER = "ValidationError", "phone_number "
BAD_REQUEST = 400

# The library writes down what Notify answered. No answer about a message belongs in a log here.
logging.getLogger("notifications_python_client").setLevel(logging.CRITICAL + 1)


class ToNotify:
    """Hands each message to Notify, by a template that holds nothing but the message."""

    def __init__(self, account: Account) -> None:
        if not KEY.fullmatch(account.key):
            raise NoAccount("Set HANDINHAND_TEXTS_KEY to an API key of GOV.UK Notify, whole, as Notify showed it once.")
        if not TEMPLATE.fullmatch(account.sender):
            raise NoAccount(
                "Set HANDINHAND_TEXTS_FROM to the ID of a text message template at GOV.UK Notify that says ((text)) and"
                " nothing else."
            )
        self.account = account

    def send(self, *, to: str, body: str) -> None:
        """Send one message: taken, or not now, or never to this number."""
        # One client for each message: it keeps a connection, and is not made for several threads.
        client = NotificationsAPIClient(self.account.key, base_url=ADDRESS, timeout=self.account.timeout)
        # A message and its number are never led on to another address.
        client.request_session.max_redirects = 0
        try:
            client.send_sms_notification(phone_number=to, template_id=self.account.sender, personalisation={BOX: body})
        except InvalidResponse:
            # Taken, in words that are not Notify's usual ones.
            return
        except APIError as answer:
            raise (Refused if is_gone(answer) else NotSent) from None
        finally:
            client.request_session.close()


def is_gone(answer: APIError) -> bool:
    """Whether Notify says that a number is none that it can ever reach."""
    said = answer.message
    return answer.status_code == BAD_REQUEST and any(
        isinstance(each, dict)
        and each.get("error") == NOT_AS_ASKED
        and str(each.get("message", "")).startswith(OF_THE_NUMBER)
        for each in (said if isinstance(said, list) else [])
    )
