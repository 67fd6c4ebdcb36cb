"""Words that stay although not everybody knows them, and what each means: said on every page that uses one."""

from django.utils.translation import gettext_lazy as _

MEANINGS = {
    "organisation": _("An organisation is a group that people work for, such as a council or a charity."),
    "passkey": _("A passkey is a key that your phone or computer keeps."),
    "proposal": _("A proposal is something that one of us would like all of us to decide."),
    "scripts": _("Scripts are small programs that come with a page."),
    "server": _("A server is a computer that keeps what is here, and shows it to you."),
}
