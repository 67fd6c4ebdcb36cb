"""The letter to somebody in whose name two members let somebody back in. It names no circle and no topic."""

from django.utils.translation import gettext as _

from handinhand.people.emails import Text


def somebody_comes_back_letter(*, link: str) -> Text:
    """Somebody comes back in your name; a link that stops it."""
    lines = [
        _("Hello,"),
        _("two people said that they know you, and that you lost your way to come in. In two days they let you in."),
        _("If that is you, you need do nothing."),
        _("If it is not you, open this link and press the button. Nobody asks why:"),
        link,
        _("Nothing that is for you alone is opened by it, either way."),
    ]
    return Text(subject=_("Is it you who comes back?"), body="\n\n".join(lines) + "\n")
