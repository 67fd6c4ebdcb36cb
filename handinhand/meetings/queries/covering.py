"""What stands in a plan, and what it was before, text by text: so that a cover can be put over each."""

from dataclasses import dataclass, replace

from django.db.models import Model
from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.ground.moments import goes_on
from handinhand.ground.own_text import OwnText
from handinhand.meetings.choices import Changed
from handinhand.meetings.models import PLAN_TEXTS, Meeting, Paper
from handinhand.meetings.queries.changes import changes_of, touches
from handinhand.meetings.queries.papers import papers_to_cover
from handinhand.meetings.queries.plans import Step, steps
from handinhand.words.choices import State
from handinhand.words.models import Words

# Times, links and how long getting ready takes are nobody's words.
OF_PEOPLE = (Changed.TITLE, Changed.WHY, Changed.PLACE, Changed.QUESTION, Changed.PARTS)


@dataclass(frozen=True)
class ToCover:
    """One text of a plan: what it is called and what it says.

    It is a text of the circle's own (its row and `kind`), or words that somebody else brought (`words_id`).
    """

    label: str
    text: str
    is_covered: bool
    row: Model | None = None
    kind: str = ""
    words_id: str = ""
    touches: bool = False
    is_chosen: bool = False


def plan_to_cover(*, viewer: Member, meeting: Meeting) -> list[ToCover]:
    """All that people wrote in a plan, in its order, and its papers; then what it was, as far as the viewer is told."""
    labels = (Changed.TITLE, Changed.WHY, Changed.PLACE, Changed.QUESTION)
    found = [_own(meeting, name, str(label.label)) for name, label in zip(PLAN_TEXTS, labels, strict=True)]
    for step in steps(meeting, person=viewer.person_id):
        found += [_own(step.part, "title", _("A part")), _about(step, step.part, _("About that part"))]
        for question, _topics in step.questions:
            found += [_own(question, "title", _("A question")), _about(step, question, _("About that question"))]
    for paper in papers_to_cover(viewer=viewer, meeting=meeting):
        found += _paper(paper)
    for change in changes_of(meeting, person=viewer.person_id):
        if change.what in OF_PEOPLE:
            both = _own(change, "before", _("What it was before")), _own(change, "after", _("What it became"))
            # Closed for everybody, as where it is announced.
            found += [replace(each, touches=touches(change), is_chosen=True) for each in both]
    return [each for each in found if each.text or each.is_covered]


def _own(row: Model, name: str, label: str) -> ToCover:
    field = row._meta.get_field(name)
    if not isinstance(field, OwnText):
        raise TypeError(f"{name} is no text of the circle's own.")
    is_covered = goes_on(getattr(row, field.until))
    said = "" if is_covered else field.said(getattr(row, name) or "").strip()
    return ToCover(label, said, is_covered, row=row, kind=field.kind)


def _about(step: Step, row: Model, label: str) -> ToCover:
    """What a part or a question is about: folded as in the plan."""
    return replace(_own(row, "detail", label), touches=bool(step.all_topics), is_chosen=step.is_chosen)


def _paper(paper: Paper) -> list[ToCover]:
    """A paper goes by its title, which is covered with its words; its gist has a cover of its own."""
    gist = paper.gist if paper.gist is not None and paper.gist.state == State.SHARED else None
    found = [_words(paper.words, paper.title, _("A paper"))]
    return found if gist is None or paper.words.is_covered else [*found, _words(gist, gist.body, _("The gist"))]


def _words(words: Words, text: str, label: str) -> ToCover:
    return ToCover(label, "" if words.is_covered else text, words.is_covered, words_id=words.public_id)
