"""Steps that every circle begins with when somebody is in danger. They stand until a circle adopts its own.

They are ours, and plain. No step asks anybody for a story.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from handinhand.care.models import Danger
from handinhand.circles.choices import Adopts

ADOPTED_AS = {
    Danger.NOW: Adopts.DANGER_NOW,
    Danger.CHILD: Adopts.DANGER_CHILD,
    Danger.ADULT: Adopts.DANGER_ADULT,
    Danger.WORKER: Adopts.DANGER_WORKER,
}
STEPS: dict[Danger, tuple[str | Promise, ...]] = {
    Danger.NOW: (
        _("Get yourself to a safe place, if you can."),
        _("Call the number for your country, or ask somebody near you to call."),
        _("Say where you are and what is happening now. That is enough."),
        _("When it is over, tell somebody here you trust, if you like. You do not have to be alone with it."),
    ),
    Danger.CHILD: (
        _("If it is happening now, call first."),
        _("You do not need to be sure, and you do not need to find out more."),
        _("Tell the person outside our group what worries you, in a few words of your own."),
        _("They decide what comes next. It does not rest on you."),
    ),
    Danger.ADULT: (
        _("If it is happening now, call first."),
        _("If it is safe, ask the person what they would like to happen. It is their life."),
        _("If they say yes, or if it cannot wait, tell the person outside our group, in a few words."),
        _("Tell them that you did, unless that would add to the danger."),
    ),
    Danger.WORKER: (
        _("You can say it. Nobody here is too important for it."),
        _(
            "Choose somebody outside our group who does not work for the same organisation. If you say which one it is,"
            " we look whether our line about them names it, too. If it does, it does not go there. More we cannot look"
            " up."
        ),
        _("A few words are enough: what happened, and when, as far as you want to say it."),
        _("You do not have to speak with the worker about it, or meet with them."),
    ),
}
