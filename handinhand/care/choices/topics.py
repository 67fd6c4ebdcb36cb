"""Topics that a list can begin with."""

from django.utils.translation import gettext_lazy as _

# A beginning for a list of topics, short and plain. Nobody has to begin with it.
TO_BEGIN_WITH = (
    _("being searched"),
    _("being locked in"),
    _("children being taken away"),
    _("death of somebody close"),
    _("drink and drugs"),
    _("eating and weight"),
    _("hospital wards"),
    _("losing a home"),
    _("police"),
    _("prison"),
    _("racism"),
    _("self-harm"),
    _("sexual violence"),
    _("suicide"),
    _("violence at home"),
    _("war and flight"),
)
