"""Who can see words of care, where the kind of their scope does not say it."""

from django.utils.translation import gettext as _

from handinhand.words.models import Words


def who_sees_passed_on(words: Words) -> str:
    """Who can see words that their author passed on to somebody outside; empty for any others."""
    passed = getattr(words, "passed_on", None)
    if passed is None:
        return ""
    if passed.letter:
        return _(
            "Only you can see this here. You asked us to send it by e-mail to: %(to)s. They may have read it already."
        ) % {"to": passed.to}
    return _("Only you can see this here. You said that you pass it on yourself, to: %(to)s.") % {"to": passed.to}
