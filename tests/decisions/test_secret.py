"""Positions without names: who took part is known, how is not; the result is the same as with names."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from hypothesis import given, seed
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from handinhand.circles.actions import leave
from handinhand.circles.models import Member
from handinhand.decisions import actions
from handinhand.decisions.actions import NotNow
from handinhand.decisions.choices import PositionKind, ProposalState
from handinhand.decisions.models import PaperSlips, Position, Proposal, Question, SecretPositions, TookPart
from handinhand.decisions.queries import decision_panel, proposal_for, result_sentences
from handinhand.decisions.rules import day_begins
from handinhand.fairness.consent import Rule, Stand, Unjoined, names_stay_out, outcome, outcome_unjoined
from handinhand.ledger.models import Entry
from handinhand.unnamed.actions import take_back
from handinhand.unnamed.choices import BoxState
from handinhand.unnamed.models import Answered, Box, Unnamed
from handinhand.unnamed.rules.phrases import new_phrase
from handinhand.words import actions as words_actions
from handinhand.words.models import Words
from tests.cast import NAMES, Group
from tests.decisions.without_names import MUGS, WASHING, close, fresh, opened, say
from tests.unnamed.boxes import allow

pytestmark = [pytest.mark.django_db, pytest.mark.both]
AGREE = dict.fromkeys(NAMES[:5], "agree")
ONE_CONCERN = {**AGREE, "Dee": "concern", "Tom": "stand_aside"}


def box_of(proposal: Proposal) -> Box:
    return Box.objects.get(positions_on__proposal=proposal)


def test_five_who_agree_decide_it_and_nobody_sees_how(harbour: Group, now):
    proposal = opened(harbour, now)
    say(harbour, proposal, now, AGREE)
    assert not Position.objects.exists()
    closed = close(harbour, proposal, now)
    assert (closed.state, closed.adopted_text) == (ProposalState.ADOPTED, MUGS)
    assert {each.member.name for each in TookPart.objects.all()} == set(AGREE)
    assert not Answered.objects.exists()
    assert box_of(proposal).sealed is None
    assert result_sentences(closed) == [
        "Positions were taken without names: we know who took part, and nobody sees how.",
        "5 people took part.",
        "At least 4 were needed, so that is enough.",
        "3 of them come for themselves.",
        "At least 1 was needed, so that is enough.",
        "Nobody has a concern that still stands.",
        "So it is adopted.",
    ]


def test_a_concern_stands_without_a_name_until_its_phrase_takes_it_back(harbour: Group, now):
    proposal = opened(harbour, now)
    phrases = say(harbour, proposal, now, ONE_CONCERN)
    closed = close(harbour, proposal, now)
    assert closed.state == ProposalState.WAITS
    said = result_sentences(closed)
    assert any("A concern that was written without a name is not answered yet." in each for each in said)
    assert not [each for each in said if "stands aside" in each or "1 concern" in each]
    words = Words.objects.get(unnamed__box=box_of(proposal))
    assert (words.body, words.author, words.written_at) == (WASHING, None, proposal.opened_at)
    actions.see_anew(proposal=closed, by=harbour.nia, now=now)
    assert fresh(proposal).state == ProposalState.WAITS
    take_back(phrase=phrases["Dee"])
    actions.see_anew(proposal=closed, by=harbour.nia, now=now)
    assert fresh(proposal).state == ProposalState.ADOPTED


def test_four_open_nothing_and_it_can_be_taken_up_again(harbour: Group, now):
    proposal = opened(harbour, now)
    say(harbour, proposal, now, {**dict.fromkeys(NAMES[:3], "agree"), "Marcus": "concern"})
    closed = close(harbour, proposal, now)
    assert (closed.state, closed.members, closed.closed_at) == (ProposalState.PROPOSED, None, None)
    assert not TookPart.objects.exists()
    assert not Answered.objects.exists()
    assert not Unnamed.objects.exists()
    assert WASHING not in bodies()
    seen = panel(harbour, "Nia", proposal)
    assert seen.next_step == (
        "Fewer than five of us took part, so nothing was opened. It can be taken up again, with names or without."
    )
    assert (seen.result, seen.secret.took_part, seen.secret.concerns) == ([], [], [])
    actions.open_positions(proposal=closed, by=harbour.asha, now=now, without_names=True)
    say(harbour, proposal, now, AGREE)
    assert close(harbour, proposal, now).state == ProposalState.ADOPTED


def bodies() -> list[str]:
    return [each.body for each in Words.objects.all()]


def panel(harbour: Group, name: str, proposal: Proposal):
    viewer = Member.objects.select_related("circle", "person").get(pk=harbour.members[name].pk)
    return decision_panel(viewer=viewer, proposal=proposal_for(viewer=viewer, proposal_id=proposal.public_id))


def test_nobody_is_counted_twice(harbour: Group, now):
    proposal = opened(harbour, now)
    phrase = new_phrase()
    for _each in range(2):
        actions.say_without_name(
            proposal=proposal, by=harbour.dee, kind="agree", concern="", phrase=phrase, key="k" * 12, now=now
        )
    with pytest.raises(NotNow, match="You have answered this before"):
        say(harbour, proposal, now, {"Dee": "concern"})
    actions.lay_aside(proposal=proposal)
    actions.open_positions(proposal=fresh(proposal), by=harbour.asha, now=now, without_names=True)
    with pytest.raises(NotNow, match="You have answered this before"):
        say(harbour, proposal, now, {"Dee": "concern"})
    say(harbour, proposal, now, dict.fromkeys(("Tom", "Asha", "Sam"), "agree"))
    assert close(harbour, proposal, now).state == ProposalState.PROPOSED


def test_whoever_leaves_and_comes_back_says_it_once_and_is_not_among_who_took_part(harbour: Group, now):
    proposal = opened(harbour, now)
    say(harbour, proposal, now, {**AGREE, "Ravi": "agree"})
    leave(by=Member.objects.select_related("circle", "person").get(pk=harbour.ravi.pk), now=now)
    with pytest.raises(actions.NotAmongThem):
        say(harbour, proposal, now, {"Ravi": "concern"})
    Member.objects.filter(pk=harbour.ravi.pk).update(left_at=None)
    words_actions.let_see(scope=harbour.scope, person=harbour.ravi.person)
    with pytest.raises(NotNow, match="You have answered this before"):
        say(harbour, proposal, now, {"Ravi": "concern"})
    leave(by=Member.objects.select_related("circle", "person").get(pk=harbour.ravi.pk), now=now)
    close(harbour, proposal, now)
    assert "5 people took part." in result_sentences(fresh(proposal))
    assert "Ravi" not in [each.name for each in panel(harbour, "Dee", proposal).secret.took_part]


def test_a_phrase_changes_where_one_stands_and_never_anywhere_else(harbour: Group, now):
    proposal, other = opened(harbour, now), opened(harbour, now, text="We bring cake.")
    mine = say(harbour, proposal, now, {**AGREE, "Dee": "concern"})["Dee"]
    say(harbour, other, now, AGREE)
    anew = new_phrase()
    given = {"by": harbour.dee, "before": mine, "kind": "agree", "concern": "", "phrase": anew, "now": now}
    with pytest.raises(NotNow, match="This phrase stands for nothing here now"):
        actions.say_anew(proposal=other, **given)
    for _each in range(2):
        actions.say_anew(proposal=proposal, **given)
    with pytest.raises(NotNow, match="This phrase stands for nothing here now"):
        actions.say_anew(proposal=proposal, **{**given, "phrase": new_phrase()})
    assert close(harbour, proposal, now).state == ProposalState.ADOPTED
    with pytest.raises(NotNow):
        actions.say_anew(proposal=proposal, **{**given, "before": anew, "phrase": new_phrase()})


def test_what_is_taken_back_before_closing_is_a_blank_slip(harbour: Group, now):
    proposal = opened(harbour, now)
    phrases = say(harbour, proposal, now, {**AGREE, "Ravi": "concern"})
    take_back(phrase=phrases["Ravi"])
    with pytest.raises(NotNow):
        say(harbour, proposal, now, {"Ravi": "agree"})
    closed = close(harbour, proposal, now)
    assert closed.state == ProposalState.ADOPTED
    assert "6 people took part." in result_sentences(closed)


def test_other_words_end_what_was_said_about_these(harbour: Group, now):
    proposal = opened(harbour, now)
    say(harbour, proposal, now, AGREE)
    before = box_of(proposal)
    words_actions.change(words=proposal.words, by=harbour.tom.person, body="We bring two mugs each.")
    assert Box.objects.get(pk=before.pk).state == BoxState.OVER
    assert Box.objects.get(pk=before.pk).sealed is None
    assert not Answered.objects.exists()
    assert fresh(proposal).state == ProposalState.PROPOSED
    with pytest.raises(NotNow):
        say(harbour, proposal, now, {"Dee": "agree"})
    actions.open_positions(proposal=fresh(proposal), by=harbour.asha, now=now, without_names=True)
    say(harbour, proposal, now, AGREE)
    assert box_of(proposal).pk != before.pk
    assert close(harbour, proposal, now).adopted_text == "We bring two mugs each."


def test_the_same_words_sent_again_end_nothing(harbour: Group, now):
    proposal = opened(harbour, now)
    say(harbour, proposal, now, {"Dee": "agree"})
    words_actions.change(words=proposal.words, by=harbour.tom.person, body=MUGS)
    assert box_of(proposal).is_collecting
    assert fresh(proposal).state == ProposalState.OPEN


def test_somebody_who_has_still_to_hear_ends_it(harbour: Group, now):
    proposal = opened(harbour, now)
    say(harbour, proposal, now, AGREE)
    actions.say_it_touches(proposal=proposal, by=harbour.dee, whom=harbour.sam.public_id, now=now)
    assert fresh(proposal).state == ProposalState.PROPOSED
    assert not SecretPositions.objects.exists()
    assert not Answered.objects.exists()
    assert Box.objects.get().state == BoxState.OVER


def test_other_words_that_are_taken_end_it_too(harbour: Group, now):
    proposal = opened(harbour, now)
    say(harbour, proposal, now, AGREE)
    offered = actions.offer(proposal=proposal, by=harbour.dee, text="We bring cups.", now=now)
    actions.take_offer(offered=offered, by=harbour.tom, now=now)
    assert fresh(proposal).state == ProposalState.PROPOSED
    assert not Answered.objects.exists()


def test_with_names_or_without_but_never_both(harbour: Group, now):
    proposal = opened(harbour, now)
    with pytest.raises(NotNow, match="without their name"):
        actions.take_position(proposal=proposal, by=harbour.dee, kind="agree", now=now)
    say(harbour, proposal, now, AGREE)
    actions.lay_aside(proposal=proposal)
    named = actions.open_positions(proposal=fresh(proposal), by=harbour.asha, now=now)
    assert not SecretPositions.objects.exists()
    assert not Answered.objects.exists()
    with pytest.raises(NotNow, match="cannot be said without a name now"):
        say(harbour, named, now, {"Dee": "agree"})
    actions.take_position(proposal=named, by=harbour.dee, kind="concern", concern=WASHING, now=now)
    actions.lay_aside(proposal=named)
    actions.open_positions(proposal=fresh(proposal), by=harbour.asha, now=now, without_names=True)
    assert not Position.objects.exists()
    assert WASHING in [each.body for each in Words.objects.filter(author=harbour.dee.person)]


def test_what_is_open_in_writing_stays_as_it_was_opened(harbour: Group, now):
    allow(harbour, now=now)
    made = actions.propose(circle=harbour.circle, scope=harbour.scope, by=harbour.tom, text=MUGS, now=now)
    day = day_begins((now + timedelta(days=5)).date(), harbour.circle.time_zone)
    actions.open_in_writing(proposal=made, by=harbour.tom, closes_at=day, now=now, without_names=True)
    with pytest.raises(NotNow, match="in writing, without names"):
        actions.open_positions(proposal=fresh(made), by=harbour.asha, now=now)
    say(harbour, made, now, dict.fromkeys(NAMES, "agree"))
    with pytest.raises(NotNow, match="Everybody was told that day"):
        actions.close_in_writing(proposal=fresh(made), by=harbour.dee, now=now)
    actions.close_in_writing(proposal=fresh(made), by=harbour.dee, now=day)
    assert fresh(made).state == ProposalState.ADOPTED
    assert box_of(made).opened_at == day


def test_without_the_circles_yes_and_among_few_it_is_not_opened(harbour: Group, now):
    made = actions.propose(circle=harbour.circle, scope=harbour.scope, by=harbour.tom, text=MUGS, now=now)
    with pytest.raises(NotNow, match="has not decided"):
        actions.open_positions(proposal=made, by=harbour.asha, now=now, without_names=True)
    allow(harbour, now=now)
    for name in NAMES[4:]:
        words_actions.stop_seeing(scope=harbour.scope, person=harbour.members[name].person)
    with pytest.raises(NotNow, match="five people at least"):
        actions.open_positions(proposal=made, by=harbour.asha, now=now, without_names=True)
    assert fresh(made).state == ProposalState.PROPOSED


def test_concerns_that_were_read_stay_readable_when_it_is_taken_up_again(harbour: Group, now):
    proposal = opened(harbour, now)
    phrases = say(harbour, proposal, now, ONE_CONCERN)
    closed = close(harbour, proposal, now)
    assert [each.body for each in panel(harbour, "Nia", proposal).secret.concerns] == [WASHING]
    actions.open_positions(proposal=closed, by=harbour.asha, now=now)
    assert [each.text for each in panel(harbour, "Nia", proposal).questions] == [WASHING]
    assert not TookPart.objects.exists()
    take_back(phrase=phrases["Dee"])
    assert not Question.objects.exists()


def test_closing_writes_nothing_of_positions_into_the_ledger(harbour: Group, now):
    proposal = opened(harbour, now)
    before = Entry.objects.count()
    say(harbour, proposal, now, AGREE)
    assert Entry.objects.count() == before
    close(harbour, proposal, now)
    assert Entry.objects.count() == before + 1


def test_no_row_joins_a_kind_to_a_person_after_closing(harbour: Group, now):
    proposal = opened(harbour, now)
    say(harbour, proposal, now, {**AGREE, "Dee": "concern", "Tom": "stand_aside", "Asha": "live_with"})
    before_closing = rows_with_kinds()
    close(harbour, proposal, now)
    assert (before_closing, rows_with_kinds()) == ([], [])
    assert {field.name for field in TookPart._meta.get_fields()} == {
        "id", "circle", "proposal", "member", "counted_as",
    }  # fmt: skip
    assert WASHING not in [each.body for each in Words.objects.exclude(author=None)]


def rows_with_kinds() -> list[str]:
    """Every place in any table in which a kind of position is written."""
    found = []
    for model in apps.get_models():
        for row in model._base_manager.values():
            found += [
                f"{model.__name__}.{name}"
                for name, value in row.items()
                if re.search(rf"\b({'|'.join(PositionKind.values)})\b", str(value))
            ]
    return found


@pytest.mark.django_db(transaction=True)
def test_the_key_is_destroyed_at_closing(harbour: Group, now):
    proposal = opened(harbour, now)
    say(harbour, proposal, now, AGREE)
    path = Path(settings.UNOPENED) / box_of(proposal).public_id
    assert path.exists()
    close(harbour, proposal, now)
    assert not path.exists()


KINDS = st.lists(st.sampled_from(PositionKind.values), min_size=5, max_size=len(NAMES))


@given(kinds=KINDS)
@seed(1)
@hypothesis_settings(max_examples=12, deadline=None, database=None)
def _same_as_with_names(kinds: list[str]) -> None:
    harbour, now = SETTING["harbour"], SETTING["now"]
    named = actions.propose(circle=harbour.circle, scope=harbour.scope, by=harbour.tom, text="Named.", now=now)
    named = actions.open_positions(proposal=named, by=harbour.asha, now=now)
    for name, kind in zip(NAMES, kinds, strict=False):
        concern = WASHING if kind == "concern" else ""
        actions.take_position(proposal=named, by=harbour.members[name], kind=kind, concern=concern, now=now)
    actions.close_positions(proposal=named, by=harbour.asha, now=now)
    proposal = actions.propose(circle=harbour.circle, scope=harbour.scope, by=harbour.tom, text="Secret.", now=now)
    actions.open_positions(proposal=proposal, by=harbour.asha, now=now, without_names=True)
    say(harbour, proposal, now, dict(zip(NAMES, kinds, strict=False)))
    assert close(harbour, proposal, now).state == fresh(named).state


SETTING: dict = {}


def test_the_result_is_the_same_as_with_names(harbour: Group, now):
    allow(harbour, now=now)
    SETTING.update(harbour=harbour, now=now)
    with transaction.atomic():
        _same_as_with_names()


STANDS = st.lists(st.tuples(st.sampled_from(PositionKind.values), st.booleans()), max_size=12)


@given(stands=STANDS, rule=st.builds(Rule, st.integers(1, 100), st.integers(1, 5)), more=st.integers(0, 5))
def test_totals_decide_as_single_positions_do_and_tell_less(stands, rule, more):
    people = [Stand(str(who), kind, own) for who, (kind, own) in enumerate(stands)]
    own = sum(each.for_themselves for each in people)
    kinds = {each.kind for each in people}
    with_it, concerns = bool(kinds & {"agree", "live_with"}), [each.kind for each in people].count("concern")
    stay_out = names_stay_out(concerns=concerns, all_of_them=len(people), somebody_with_it=with_it)
    totals = Unjoined(len(people), own, with_it, bool(concerns), stay_out)
    of = {"rule": rule, "members": len(people) + more, "members_for_themselves": own + more}
    named, unjoined = outcome(people, **of), outcome_unjoined(totals, **of)
    assert (named.adopted, named.needed, named.needed_for_themselves) == (
        unjoined.adopted, unjoined.needed, unjoined.needed_for_themselves,
    )  # fmt: skip
    said = " ".join(str(each) for each in unjoined.reasons)
    assert "aside" not in said
    assert "agree" not in said
    assert not (stay_out and re.search(r"\d", said))
    assert not re.search(r"\d+ concern", said)


def test_nothing_is_kept_of_slips_in_the_open(harbour: Group, now):
    proposal = opened(harbour, now)
    paper = actions.type_in(
        proposal=proposal, by=harbour.tom, beside=harbour.asha, slips=SLIPS, gave=givers(harbour, "Dee", "Sam", "Nia")
    )
    assert rows_with_kinds() == []
    assert len(PaperSlips.objects.get(pk=paper.pk).sealed) == len(sealed_of_twelve(harbour, now))
    actions.let_slips_go(paper=paper, by=harbour.asha)
    assert not PaperSlips.objects.filter(pk=paper.pk).exists()


SLIPS = [("agree", ""), ("concern", WASHING), ("stand_aside", "")]


def givers(harbour: Group, *names: str) -> list[Member]:
    return [harbour.members[name] for name in names]


def sealed_of_twelve(harbour: Group, now) -> bytes:
    other = opened(harbour, now, text="Another.")
    paper = actions.type_in(
        proposal=other,
        by=harbour.tom,
        beside=harbour.asha,
        slips=[("concern", "w" * 900)] * 8,
        gave=list(harbour.members.values()),
    )
    return bytes(paper.sealed)


def test_slips_count_once_the_other_says_yes(harbour: Group, now):
    proposal = opened(harbour, now)
    say(harbour, proposal, now, {"Tom": "agree", "Asha": "agree"})
    paper = actions.type_in(
        proposal=proposal, by=harbour.tom, beside=harbour.asha, slips=SLIPS, gave=givers(harbour, "Dee", "Sam", "Nia")
    )
    assert Answered.objects.count() == 2
    with pytest.raises(NotNow, match="not here any more"):
        actions.say_slips_are_right(proposal=proposal, paper=paper, by=harbour.tom, now=now)
    actions.say_slips_are_right(proposal=proposal, paper=paper, by=harbour.asha, now=now)
    assert not PaperSlips.objects.exists()
    with pytest.raises(NotNow, match="You have answered this before"):
        say(harbour, proposal, now, {"Dee": "agree"})
    closed = close(harbour, proposal, now)
    assert closed.state == ProposalState.WAITS
    assert {each.member.name for each in TookPart.objects.all()} == {"Tom", "Asha", "Dee", "Sam", "Nia"}
    assert [each.body for each in Words.objects.filter(unnamed__box=box_of(proposal))] == [WASHING]


def test_slips_of_somebody_who_said_it_before_do_not_count_and_nothing_tells_whose(harbour: Group, now):
    proposal = opened(harbour, now)
    say(harbour, proposal, now, {"Sam": "agree"})
    paper = actions.type_in(
        proposal=proposal, by=harbour.tom, beside=harbour.asha, slips=SLIPS, gave=givers(harbour, "Dee", "Sam", "Nia")
    )
    with pytest.raises(NotNow, match="One of those who are ticked has said") as refused:
        actions.say_slips_are_right(proposal=proposal, paper=paper, by=harbour.asha, now=now)
    assert "Sam" not in str(refused.value)
    assert [each.person for each in Answered.objects.all()] == [harbour.sam.person]
    assert PaperSlips.objects.exists()


@pytest.mark.parametrize(
    ("slips", "people", "says"),
    [
        (SLIPS[:2], "Asha Dee Sam", "at least three slips"),
        (SLIPS, "Asha Dee Sam", "as many people as there are slips"),
        (SLIPS, "Tom Dee Sam Nia", "somebody else to sit beside you"),
        ([*SLIPS[:2], ("concern", " ")], "Asha Dee Sam Nia", "On one slip there is a concern"),
        ([*SLIPS[:2], ("no", "")], "Asha Dee Sam Nia", "Please choose one for every slip"),
    ],
)
def test_slips_that_need_another_look(harbour: Group, now, slips, people, says):
    proposal = opened(harbour, now)
    with pytest.raises(NotNow, match=says):
        actions.type_in(
            proposal=proposal,
            by=harbour.tom,
            beside=harbour.members[people.split()[0]],
            slips=slips,
            gave=givers(harbour, *people.split()[1:]),
        )
    assert not PaperSlips.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_slips_on_which_nobody_said_yes_go_with_their_key_at_closing(harbour: Group, now):
    proposal = opened(harbour, now)
    say(harbour, proposal, now, AGREE)
    paper = actions.type_in(
        proposal=proposal, by=harbour.tom, beside=harbour.asha, slips=SLIPS, gave=givers(harbour, "Nia", "Sam", "Ravi")
    )
    path = Path(settings.UNOPENED) / paper.public_id
    assert path.exists()
    close(harbour, proposal, now)
    assert not PaperSlips.objects.exists()
    assert not path.exists()


def test_answering_tells_nobody(harbour: Group, now):
    proposal = opened(harbour, now)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM live_channel ORDER BY 1")
        before = cursor.fetchall()
        say(harbour, proposal, now, AGREE)
        cursor.execute("SELECT * FROM live_channel ORDER BY 1")
        assert cursor.fetchall() == before
