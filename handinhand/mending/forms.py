"""What somebody fills in to say that something is in the way, and what the two write to each other."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from handinhand.care.forms.helping import People
from handinhand.circles.models import Member
from handinhand.mending.choices import Kind, Way
from handinhand.mending.queries import ToTurnTo
from handinhand.profiles.forms import Boxes
from handinhand.ui.forms import WORDS_LIMIT, ChoiceField, DateField, Form, Hidden, TextField, add_problem

SOME: dict[str, Any] = {
    "widget": Boxes,
    "error_messages": {
        "required": _("Please choose at least one."),
        "invalid_choice": _("Somebody you chose has left the circle. Please look at the list once more."),
        "invalid_list": _("Please choose some of these, or nobody."),
    },
}
NOBODY = ("", _("Nobody, or not now"))


class AboutForm(Form):
    """Whom it is about, so that it is never offered to go to them."""

    about = People(
        label=_("Is it about somebody of this circle?"),
        help_text=_(
            "We ask so that the next page does not offer them, whatever they hold here. It is not kept, and they are"
            " not told. You can skip this."
        ),
        required=False,
        **SOME,
    )

    def __init__(self, *args: Any, others: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [(each.public_id, each.name) for each in others]  # type: ignore[attr-defined]


class SayForm(Form):
    """To whom, what I would need, how I would like to take it up, and who is beside me."""

    about = TextField(required=False, limit=4000, widget=Hidden())
    to = ChoiceField(label=_("To whom do you say it?"), help_text=_("Only this one person is told. Trust comes first."))
    kind = ChoiceField(
        label=_("What is it?"),
        help_text=_("We ask so that harm is called by its name. No story is needed."),
        choices=Kind.choices,
        initial=Kind.SOMETHING,
    )
    need = TextField(
        label=_("What would you need?"),
        help_text=_("In your own words. You do not have to tell what happened."),
        limit=WORDS_LIMIT,
        lines=4,
    )
    likes = People(
        label=_("How would you like to take it up?"),
        help_text=_("Only what you both like is offered. What only one of you likes, the other never learns."),
        **SOME,
    )
    beside = ChoiceField(
        label=_("Would you like somebody beside you?"),
        help_text=_("They are asked first. If they say yes, they can read it with you. You can skip this."),
        required=False,
    )

    def __init__(self, *args: Any, whom: ToTurnTo, is_about_somebody: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("to", [(each.public_id, self._name(each, whom)) for each in whom.members])
        ways = [each for each in Way if each is not Way.MEETING or not is_about_somebody]
        self._offer("likes", [(each.value, each.label) for each in ways])
        self._offer("beside", [NOBODY, *((each.public_id, each.name) for each in whom.members)])
        self.fields["need"].seen_by = gettext(  # type: ignore[attr-defined]
            "Only you and the person you chose above can see this, and somebody beside you once they say yes."
        )

    def _name(self, member: Member, whom: ToTurnTo) -> str:
        if member.pk in whom.care:
            return gettext("%(name)s, who looks after care") % {"name": member.name}
        return str(member.name)

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The one it is said to and the one beside are two people."""
        given = super().clean() or {}
        if given.get("beside") and given.get("beside") == given.get("to"):
            add_problem(self, "beside", _("This is the person you say it to. Please choose somebody else, or nobody."))
        return given


class WaysForm(Form):
    """How I would like to take it up."""

    likes = People(
        label=_("How would you like to take it up?"),
        help_text=_("Only what you both like is offered. You can choose none, and change it later."),
        required=False,
        **SOME,
    )

    def __init__(self, *args: Any, ways: Sequence[Way], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["likes"].choices = [(each.value, each.label) for each in ways]  # type: ignore[attr-defined]


class WriteForm(Form):
    """Words to the other."""

    text = TextField(label=_("Write to each other, at your own pace"), limit=WORDS_LIMIT, lines=4)

    def __init__(self, *args: Any, is_for_tea: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_for_tea:
            self.fields["text"].label = gettext("When and where could you have your cup of tea?")


class BesideForm(Form):
    """Whom the author would like beside them."""

    member = ChoiceField(
        label=_("Would you like somebody beside you?"),
        help_text=_(
            "If it is about somebody here, they are in this list, too: we do not keep who it is about. Whoever you"
            " choose is asked first. If they say yes, they can read it with you."
        ),
    )

    def __init__(self, *args: Any, others: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = [(each.public_id, each.name) for each in others]  # type: ignore[attr-defined]


class AgreedForm(Form):
    """What we agree, and when we look at it again."""

    text = TextField(label=_("What do we agree?"), limit=WORDS_LIMIT, lines=3)
    look_on = DateField(label=_("On which day do we look at it again?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # The page has another form with a text in it.
        super().__init__(*args, auto_id="id_agreed_%s", **kwargs)
