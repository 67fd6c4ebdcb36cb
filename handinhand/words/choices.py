"""Kinds of scopes and states of words."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ScopeKind(models.TextChoices):
    """Who a scope is for."""

    ME = "me", _("only me")
    MEETING = "meeting", _("this meeting")
    CIRCLE = "circle", _("this circle")
    GROUP = "group", _("this small group")
    CHOSEN = "chosen", _("people one member chose")
    PAIR = "pair", _("two people")
    COMPANY = "company", _("those who will be at a meeting with one member")
    GIFT = "gift", _("whoever wrote it, and whom it is for")


# About one member, or between two: nothing that many do together is ever in one of these.
OF_ONE = (ScopeKind.ME, ScopeKind.CHOSEN, ScopeKind.PAIR, ScopeKind.COMPANY, ScopeKind.GIFT)


class State(models.TextChoices):
    """How far words have gone."""

    DRAFT = "draft", _("seen by me alone")
    SHARED = "shared", _("shared")
    TAKEN_BACK = "taken_back", _("taken back")
