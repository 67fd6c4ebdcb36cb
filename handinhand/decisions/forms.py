"""What people fill in to propose, to ask, and to say where they stand."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from handinhand.circles.choices import WHEN_IN_DANGER, Adopts, Power
from handinhand.circles.models import Member
from handinhand.circles.rules import RULES, Rule
from handinhand.circles.rules.asking import MOST_AGREE, MOST_NOTICE_DAYS
from handinhand.decisions.choices import PositionKind
from handinhand.decisions.rules import MOST_SLIPS
from handinhand.fairness.agreeing import EVERYONE, Takes
from handinhand.profiles.forms import Boxes
from handinhand.ui.forms import (
    TITLE_LIMIT,
    WORDS_LIMIT,
    ChoiceField,
    DateField,
    Form,
    Hidden,
    Menu,
    NumberField,
    TextField,
    add_problem,
)
from handinhand.unnamed.forms import PhraseField
from handinhand.unnamed.rules import TEXT_LIMIT
from handinhand.unnamed.rules.phrases import new_phrase

MOST_FOR_THEMSELVES = 99
YEARS = range(2000, 2200)
# Two thirds as 66 of a hundred, so that two of three are enough.
SHARES = (
    ("25", gettext_lazy("A quarter of us")),
    ("50", gettext_lazy("Half of us")),
    ("66", gettext_lazy("Two thirds of us")),
    ("100", gettext_lazy("Everyone")),
)
SLIP_NUMBERS = range(1, MOST_SLIPS + 1)
Form.written_in.update(f"concern_{number}" for number in SLIP_NUMBERS)
WITH_NAMES, WITHOUT_NAMES = "named", "none"
ASKS = {
    "": gettext_lazy("What do you propose?"),
    Adopts.AGREEMENT.value: gettext_lazy("What do you propose for how we are together?"),
    Adopts.GOAL.value: gettext_lazy("What do you propose we are here for?"),
    Adopts.LIMITS.value: gettext_lazy("What cannot stay private here? Write it so that everybody understands it."),
    Adopts.HOW_WE_DECIDE.value: gettext_lazy("Is there something to say about it?"),
    **{
        each.value: gettext_lazy("What do we do then? Write each step on a line of its own.") for each in WHEN_IN_DANGER
    },
    Adopts.OUTSIDE.value: gettext_lazy(
        "Who is it? Write a name, what they do and for whom, and how to reach them. Ask them first."
    ),
    Adopts.UNNAMED.value: gettext_lazy("What do we write without names, and what not? For what is it good here?"),
    Adopts.HARM_PEOPLE.value: gettext_lazy(
        "Who is it? Write a name, whether they are of our circle or outside it, and how to reach them. Ask them first."
    ),
}


class ProposalForm(Form):
    """A proposal; for how we decide, also how many."""

    share = ChoiceField(
        label=gettext_lazy("How many of us take part, for a decision to count?"), choices=SHARES, initial="50"
    )
    for_themselves = NumberField(
        label=gettext_lazy("How many of them come for themselves, at least?"),
        help_text=gettext_lazy("So that nothing is decided without people who live with what it is about."),
        least=1,
        most=MOST_FOR_THEMSELVES,
        initial=1,
    )
    text = TextField(limit=WORDS_LIMIT, lines=4)

    def __init__(self, *args: Any, adopts: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.adopts = adopts
        self.fields["text"].label = ASKS[adopts]
        if adopts == Adopts.HOW_WE_DECIDE:
            self.fields["text"].required = False
            self.fields["text"].help_text = gettext_lazy("You can leave this empty.")
        else:
            del self.fields["share"], self.fields["for_themselves"]

    def proposed(self) -> dict[str, Any]:
        """What is proposed, as `actions.propose` takes it."""
        text: str = self.cleaned_data["text"]
        if self.adopts != Adopts.HOW_WE_DECIDE:
            return {"text": text}
        share, least = self.cleaned_data["share"], self.cleaned_data["for_themselves"]
        says_how = how_we_would_decide(share, least)
        both = f"{says_how}\n\n{text}" if text else says_how
        return {"text": both, "share_percent": int(share), "at_least_for_themselves": least}


def how_we_would_decide(share: str, least: int) -> str:
    """The two numbers of a rule as one sentence."""
    sentence = ngettext(
        "For a decision to count: %(share)s take part, and at least %(least)s who comes for themselves.",
        "For a decision to count: %(share)s take part, and at least %(least)s who come for themselves.",
        least,
    )
    names = {"25": _("a quarter of us"), "50": _("half of us"), "66": _("two thirds of us"), "100": _("all of us")}
    return sentence % {"share": names[share], "least": least}


class PositionForm(Form):
    """Where somebody stands, with their concern if they have one."""

    kind = ChoiceField(label=gettext_lazy("Where I stand"), choices=PositionKind.choices)
    concern = TextField(
        label=gettext_lazy("My concern, if I have one"),
        help_text=gettext_lazy("So that others can answer it. What would need to be different?"),
        limit=WORDS_LIMIT,
        lines=3,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """A concern needs its words; without one there is nothing to answer."""
        sent = super().clean() or self.cleaned_data
        is_empty = "concern" in sent and not sent["concern"]
        if sent.get("kind") == PositionKind.CONCERN and is_empty:
            add_problem(self, "concern", _("Please say what your concern is, so that others can answer it."))
        return sent


class SecretForm(PositionForm):
    """Where somebody stands without their name, and the phrase that changes it or takes it back."""

    phrase = PhraseField(widget=Hidden(), required=False)
    concern = TextField(
        label=gettext_lazy("My concern, if I have one"),
        help_text=gettext_lazy("So that others can answer it. What would need to be different?"),
        seen_by=gettext_lazy(
            "Everyone who sees this proposal will read it once it opens, without your name. We do not keep who wrote"
            " it. People may still guess."
        ),
        limit=TEXT_LIMIT,
        lines=3,
        required=False,
    )
    before = PhraseField(
        label=gettext_lazy("The phrase you wrote down"),
        help_text=gettext_lazy("Six words, or six numbers, with a space between them."),
        seen_by=gettext_lazy("Nobody learns whose words they are: not by this page, and not by what we keep."),
        limit=TITLE_LIMIT,
    )
    field_order = ("before", "kind", "concern", "phrase")

    def __init__(self, *args: Any, is_anew: bool, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"phrase": new_phrase()}, **kwargs})
        if not is_anew:
            del self.fields["before"]


class SlipsForm(Form):
    """Slips of paper in a row, who gave one, and who sits beside."""

    gave = forms.MultipleChoiceField(
        label=gettext_lazy("Who gave a slip?"),
        help_text=gettext_lazy("As many people as slips. Whoever has said it on a phone gives none."),
        widget=Boxes,
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy(
                "Somebody you chose has left the circle. Please look at the list once more."
            ),
            "invalid_list": gettext_lazy("Please choose some of these, or nobody."),
        },
    )
    beside = ChoiceField(
        label=gettext_lazy("Who sits beside me?"),
        help_text=gettext_lazy("They look at the slips on their own phone. Nothing counts before they say yes."),
    )

    def __init__(self, *args: Any, people: Sequence[Member], by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {each.public_id: each for each in people}
        named = [(each.public_id, each.name) for each in people]
        self.fields["gave"].choices = named  # type: ignore[attr-defined]
        self.fields["beside"].choices = [each for each in named if each[0] != by.public_id]  # type: ignore[attr-defined]
        kinds = [("", gettext_lazy("No slip")), *PositionKind.choices]
        for number in SLIP_NUMBERS:
            label = _("Slip %(number)s") % {"number": number}
            kind = ChoiceField(label=label, choices=kinds, required=False, widget=Menu())
            concern = TextField(
                label=_("The concern on slip %(number)s, if there is one") % {"number": number},
                seen_by=_("Everyone who sees this proposal will read it once it opens. No name is kept with it."),
                limit=TEXT_LIMIT,
                lines=2,
                required=False,
            )
            self.fields |= {f"kind_{number}": kind, f"concern_{number}": concern}
        self.order_fields([each for each in self.fields if each not in {"gave", "beside"}])

    def clean(self) -> dict[str, Any]:
        """What was typed from a slip belongs to one that says where it stands."""
        sent = super().clean() or self.cleaned_data
        for number in SLIP_NUMBERS:
            if sent.get(f"concern_{number}") and not sent.get(f"kind_{number}"):
                add_problem(self, f"kind_{number}", _("Please choose what stands on this slip."))
        return sent

    def typed(self) -> dict[str, Any]:
        """What was filled in, as `actions.type_in` takes it."""
        said = self.cleaned_data
        rows = [(said[f"kind_{number}"], said[f"concern_{number}"]) for number in SLIP_NUMBERS]
        gave = [self.people[each] for each in said["gave"]]
        return {"slips": [each for each in rows if each[0]], "gave": gave, "beside": self.people[said["beside"]]}


class QuestionForm(Form):
    """A question about a proposal, or an answer to one."""

    text = TextField(label=gettext_lazy("A question, or an answer to one"), limit=WORDS_LIMIT, lines=2)


class KeepForm(Form):
    """A concern that stays beside the decision."""

    text = TextField(
        label=gettext_lazy("My view, in my own words"),
        help_text=gettext_lazy("It stays beside the decision, with your name. You can leave it as it is."),
        limit=WORDS_LIMIT,
        lines=3,
        required=False,
    )


def check_day(day: date) -> None:
    """Refuse a day that is in no calendar people use: in some zones it has no moment that can be kept."""
    if day.year not in YEARS:
        raise ValidationError(_("We cannot find that day. Please write it like 2026-12-03."))


class MoreForm(Form):
    """What a proposal can say besides its words; all of it can stay empty."""

    look_again_on = DateField(
        label=gettext_lazy("When shall we look at it again, if it is decided?"),
        help_text=gettext_lazy("On that day it is on everybody's page for today. You can leave this empty."),
        required=False,
        validators=[check_day],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # It is sent together with a proposal, which has the key.
        del self.fields["key"]


class ChangeForm(Form):
    """What somebody would like to change."""

    text = TextField(label=gettext_lazy("What would you like to change?"), limit=WORDS_LIMIT, lines=3)


class OfferForm(Form):
    """Other words for a proposal."""

    text = TextField(
        label=gettext_lazy("The words you would put in its place"),
        help_text=gettext_lazy("The words as they are stand in the box. Change what you would like to be different."),
        limit=WORDS_LIMIT,
        lines=4,
    )


class DayForm(Form):
    """One day to come; empty where it may be."""

    day = DateField(label=gettext_lazy("Which day?"), required=False, validators=[check_day])

    def __init__(self, *args: Any, label: str, needed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].label, self.fields["day"].required = label, needed


class WritingForm(DayForm):
    """Until which day everybody says in writing where they stand, and whether with their name."""

    names = ChoiceField(
        label=gettext_lazy("With names, or without?"),
        choices=[
            (WITH_NAMES, gettext_lazy("With names: once it closes, we see who stands where")),
            (WITHOUT_NAMES, gettext_lazy("Without names: we know who took part, not how")),
        ],
        initial=WITH_NAMES,
        required=False,
    )

    def __init__(self, *args: Any, without_names: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not without_names:
            del self.fields["names"]


class WhomForm(Form):
    """One of the people who are here."""

    whom = ChoiceField(label=gettext_lazy("Whom?"))

    def __init__(self, *args: Any, label: str, people: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whom"].label = label
        self.fields["whom"].choices = [(each.public_id, each.name) for each in people]  # type: ignore[attr-defined]


class ResultForm(Form):
    """What somebody decided who was given it, and why."""

    result = TextField(label=gettext_lazy("What I decided"), limit=WORDS_LIMIT, lines=3)
    reasons = TextField(label=gettext_lazy("Why"), limit=WORDS_LIMIT, lines=3)


def _about_the_days(rule: Rule) -> str:
    """Who can stop it while the days pass, and how few they can be."""
    least = rule.floor.notice_days if rule.floor is not None else 0
    stopping = _("In these days each of us can stop it.")
    if rule.about_somebody:
        stopping = _("In these days nobody stops it alone. Whoever said yes can take their yes back.")
    if not least:
        return " ".join([stopping, _("With 0 it happens at once.")])
    fewest = ngettext("It takes %(days)s day at least.", "It takes %(days)s days at least.", least)
    return " ".join([stopping, fewest % {"days": least}])


class RuleForm(Form):
    """How many would have to agree to something, from which standing, and how long before it happens."""

    agree = NumberField(
        label=gettext_lazy("How many of us say yes, before it happens?"),
        help_text=gettext_lazy("While the circle has fewer people, it takes a yes of all of them."),
        least=1,
        most=MOST_AGREE,
    )
    for_themselves = NumberField(
        label=gettext_lazy("How many of them come for themselves, at least?"), least=0, most=MOST_AGREE
    )
    for_organisations = NumberField(
        label=gettext_lazy("How many of them come for an organisation, at least?"), least=0, most=MOST_AGREE
    )
    notice_days = NumberField(
        label=gettext_lazy("How many days pass between the last yes and the thing itself?"),
        least=0,
        most=MOST_NOTICE_DAYS,
    )

    def __init__(self, *args: Any, power: Power, takes: Takes, **kwargs: Any) -> None:
        super().__init__(*args, initial=asdict(takes), **kwargs)
        self.fields["notice_days"].help_text = _about_the_days(RULES[power])
        if takes.agree >= EVERYONE:
            # All of us, whatever our number: there is nothing to choose but the days.
            for name in ("agree", "for_themselves", "for_organisations"):
                del self.fields[name]
        self.before = takes

    def takes(self) -> Takes:
        """What was filled in."""
        numbers = {name: self.cleaned_data[name] for name in asdict(self.before) if name in self.fields}
        return replace(self.before, **numbers)
