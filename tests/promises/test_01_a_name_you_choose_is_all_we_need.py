"""No other field about a person is required, anywhere: not by a form, not by a page, not by the database."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handinhand.circles.forms import PlaceForm
from handinhand.circles.models import Invitation, Member
from handinhand.people.forms import EmailForm
from handinhand.ui.forms import Form
from tests.promises.reading import Page
from tests.promises.scene import House, Seen, doors, kept, named, send, walk

# Every box in the house that has to be filled in, with what it is about. A new one has to be written here first.
THE_NAME = {"circles.PlaceForm.my_name"}
NOT_ABOUT_A_PERSON = {
    "circles.AnswerForm.text": "an answer to a hold, which nobody needs to give",
    "circles.StartForm.name": "the circle",
    "circles.StartForm.purpose": "the circle",
    "circles.StartForm.time_zone": "the circle",
    "circles.StartForm.limits": "the circle",
    "circles.CodeForm.code": "an invitation",
    "circles.HeadForm.head": "letters from a paper",
    "circles.AskPowerForm.text": "what a circle is asked to agree to",
    "links.LinkCodeForm.code": "a code that another circle gave",
    "links.OfferForm.whom": "which circle ours would like to be linked with",
    "links.TellForm.text": "what a circle tells",
    "links.TellForm.to": "to which circles; a single one is chosen already",
    "decisions.SecretForm.before": "a phrase that changes what somebody said; nobody needs one",
    "decisions.SlipsForm.beside": "who looks at slips of paper; nobody needs to type any in",
    "unnamed.AskForm.question": "what somebody asks",
    "unnamed.AskForm.how": "how a question is answered; one is always chosen already",
    "unnamed.AskForm.opens_on": "when a question opens",
    "unnamed.AnswerForm.text": "an answer, which nobody needs to give",
    "unnamed.AnswerForm.choice": "an answer, which nobody needs to give",
    "unnamed.PhraseForm.phrase": "a phrase that somebody was given",
    "decisions.RuleForm.agree": "a rule; what counts stands there already",
    "decisions.RuleForm.for_themselves": "a rule; what counts stands there already",
    "decisions.RuleForm.for_organisations": "a rule; what counts stands there already",
    "decisions.RuleForm.notice_days": "a rule; what counts stands there already",
    "home.FindForm.looked_for": "what to look for",
    "meetings.PaperForm.title": "a paper",
    "meetings.PaperForm.body": "a paper",
    "meetings.PaperForm.part": "what a paper is for; one is always chosen already",
    "meetings.PaperForm.who": "who can see a paper; one is always chosen already",
    "meetings.FileForm.file": "a file whose words are read in",
    "meetings.PaceForm.longest": "how long meetings are; what counts stands there already",
    "care.PassOnForm.to": "whom something goes to; one is always chosen already",
    "care.PassOnForm.knows": "whether others are told, which nobody can say but whoever passes something on",
    "care.PassOnForm.is_named": "whether a name goes with it; none is chosen already",
    "care.PassOnForm.how": "how it leaves; one is always chosen already",
    "people.CodeForm.code": "a letter that was asked for",
    "people.CardForm.code": "a card",
    "people.PasskeyForm.name": "a passkey",
    "people.PasskeyNameForm.name": "a passkey",
    "returning.AskForm.name": "a name somebody chose before; an invitation needs none",
    "returning.CodeForm.code": "an ask that somebody reads out",
    "returning.WishForm.let_back": "how I can be let back in; one is always chosen already",
    "people.ComfortForm.light": "how pages look; one is always chosen already",
    "people.ComfortForm.letters": "how pages look; one is always chosen already",
    "people.ComfortForm.motion": "how pages look; one is always chosen already",
    "decisions.ProposalForm.share": "how we decide",
    "decisions.ProposalForm.for_themselves": "how we decide",
    "decisions.ProposalForm.text": "a proposal",
    "decisions.QuestionForm.text": "a question",
    "decisions.ChangeForm.text": "a proposal",
    "decisions.OfferForm.text": "a proposal",
    "decisions.ResultForm.result": "what the circle gave to somebody",
    "decisions.ResultForm.reasons": "what the circle gave to somebody",
    "promises.PromiseForm.text": "a promise",
    "words.WordsForm.body": "words",
    "meetings.SayForm.body": "words",
    "meetings.GroupForm.body": "words",
    "meetings.BringForm.body": "words",
    "meetings.AddForm.kind": "a part",
    "meetings.AddForm.minutes": "a part",
    "meetings.AddForm.after": "a part",
    "meetings.LengthForm.part": "a part",
    "meetings.LengthForm.minutes": "a part",
    "meetings.LeaveOutForm.part": "a part",
    "meetings.SplitForm.question": "what small groups talk about",
    "meetings.SplitForm.size": "how large small groups are",
    "meetings.MoveForm.after": "a part",
    "meetings.BringForm.named": "with my name or from the group; one is always chosen already",
    "meetings.TheirWordsForm.body": "words",
    "meetings.EnterForm.body": "words",
    "meetings.WhenForm.day": "a meeting",
    "meetings.WhenForm.clock": "a meeting",
    "meetings.DetailsForm.title": "a meeting",
    "meetings.PartForm.kind": "a part",
    "meetings.PartForm.minutes": "a part",
    "meetings.QuestionForm.title": "a question",
    "meetings.AgainForm.every": "a meeting",
    "meetings.AgainForm.many": "a meeting",
    "meetings.CallOffForm.which": "a meeting; one is always chosen already",
    "times.AskForm.title": "a meeting",
    "calendars.CalendarForm.name": "what stands in my calendar; one is always chosen already",
    "calendars.CalendarForm.place": "what stands in my calendar; one is always chosen already",
}
# Forms that somebody sends only when they want to say this one thing, and that nothing else waits for.
ONLY_IF_YOU_LIKE = {
    "away.AskForm.happened": "what was done, by whoever asks somebody to step away",
    "away.AskForm.kind": "what is on that day; one is always chosen already",
    "away.AskForm.until": "until when; it always has an end",
    "away.AskForm.beside": "who is beside the person",
    "away.AskForm.way_back": "how they come back",
    "away.SayForm.text": "what I say to what is asked about me, which nobody has to",
    "away.CompanyForm.member": "whom I would like beside me, if I would",
    "mending.SayForm.to": "to whom I say that something is in the way",
    "mending.SayForm.kind": "what it is; one is always chosen already",
    "mending.SayForm.need": "what I would need",
    "mending.SayForm.likes": "how I would like to take it up",
    "mending.BesideForm.member": "whom I would like beside me, which nobody has to ask",
    "mending.WriteForm.text": "words to the other, which nobody has to write",
    "mending.AgreedForm.text": "what we agree, if we do",
    "mending.AgreedForm.look_on": "when we look at it again",
    "people.EmailForm.email": "a way to come back; a card does the same",
    "decisions.PositionForm.kind": "where I stand; saying nothing is fine",
    "decisions.WhomForm.whom": "whom a proposal touches, or who could decide it; it goes on without either",
    "promises.AnswerForm.kind": "what came of a promise",
    "meetings.AnswerForm.answer": "how I take part; saying nothing is fine",
    "profiles.LineForm.text": "a line of my page, which can be empty",
    "profiles.PhotographForm.picture": "a photograph; a shape and a colour do the same",
    "profiles.SeesForm.who": "who sees a line; one is always chosen already",
    "profiles.GiftForm.kind": "what I write to somebody; one is always chosen already",
    "profiles.GiftForm.text": "what I write to somebody",
    "days.SpanForm.which": "a day that does not suit",
    "care.OwnTopicsForm.names": "a topic I would rather choose about",
    "meetings.SteppingForm.fetcher": "how I come back from a part; one is always chosen already",
    "tea.WishForm.way": "how I like to meet for tea; one is always chosen already",
    "tea.WishForm.opening": "whether I would like a question; one is always chosen already",
    "tea.QuestionForm.text": "a question beside ours, which nobody has to add",
    "tea.RhythmForm.every": "how often tea is drawn; one is always chosen already",
    "roles.RoleForm.seats": "how many hold a role; one is always chosen already",
    "roles.OwnRoleForm.name": "a role that nobody has to invent",
    "roles.TermForm.until": "until when I hold a role, if I like to",
    "roles.OpenDrawForm.what": "what a draw is for; one is always chosen already",
    "roles.OpenDrawForm.days": "how long names are open; one is always chosen already",
    "roles.WordForm.word": "a word for a draw, which nobody needs to add",
    "days.ToldForm.told": "who is told of my days; one is always chosen already",
    "meetings.AskFriendForm.friend": "who writes for me, if somebody does",
    "meetings.FriendCardForm.whose": "for whom I write, if they ask",
    "meetings.SlipForm.whose": "whose position it is, if somebody says theirs",
    "home.SafeForm.from_hour": "in which hours a way is safe; one is always chosen already",
    "home.SafeForm.to_hour": "in which hours a way is safe; one is always chosen already",
    "home.SafeForm.time_zone": "on whose clock; one is always chosen already",
    "home.SafeForm.may_say": "how much a message may say; one is always chosen already",
    "home.SafeForm.may_be_left": "whether a message may stay; one is always chosen already",
    "people.NumberForm.number": "a number, which nobody needs to give",
    "people.TextCodeForm.code": "the code of a text message, for a number nobody needs to give",
    "care.QuietForm.how_many": "after how long somebody may ask; a plan is off until I make it",
    "care.QuietForm.counted": "days or weeks; one is always chosen already",
    "care.QuietForm.first": "who may ask; a plan is off until I make it",
    "care.QuietForm.way": "by which way; one is always chosen already",
    "care.QuietForm.words": "in which words; some stand there already",
    "care.QuietForm.resting": "what is while I rest; one is always chosen already",
    "home.MessagesForm.kinds": "what I would like to hear of; messages are off until I switch them on",
    "home.MessagesForm.days": "on which days",
    "home.MessagesForm.from_hour": "in which hours",
    "home.MessagesForm.to_hour": "in which hours",
    "home.MessagesForm.time_zone": "on whose clock",
    "work.NewForm.kind": "whether I ask or offer; one is always chosen already",
    "work.NewForm.text": "what I could use, or could do; nobody needs to ask or offer",
    "work.WhoForm.who": "who can see it; one is always chosen already",
    "work.AnswerForm.text": "an answer to an ask, which nobody needs to give",
    "care.FeelingForm.who": "who sees how I am; one is always chosen already",
    "care.HelpSeenForm.who": "who sees a line; one is always chosen already",
    "care.HelpLineForm.about": "what a line is about; one is always chosen already",
    "care.HelpLineForm.text": "a line of what helps me; nobody needs to write one",
    "care.ChooseForm.who": "whom I ask to be my person, if I ask anybody",
    "care.TurnForm.to": "whom I turn to, if I turn to somebody; one is always chosen already",
    "care.ForTomorrowForm.to": "who asks me tomorrow, if somebody does",
    "care.ForTomorrowForm.words": "in which words; some are there already",
    "people.HoursForm.hours": "how many hours I have; not saying is a choice of its own",
    "people.WeekForm.day": "a week off",
    "people.RestForm.shows": "what others see of my rest; one is always chosen already",
    "people.WeightsForm.evenings": "what weighs on me; one is always chosen already",
    "people.WeightsForm.travel": "what weighs on me; one is always chosen already",
    "people.WeightsForm.many": "what weighs on me; one is always chosen already",
    "people.WeightsForm.heavy": "what weighs on me; one is always chosen already",
    "people.WeightsForm.screens": "what weighs on me; one is always chosen already",
}
NAMES = (
    "X",
    "Li",
    "O’Neill-Åström",
    "Mary Jane Watson the Third",
    "مريم",
    "Дмитро",
    "李小龍",
    "さくら",
    "김",
    "दीपिका",
    "ธิดารัตน์",
    "ልዑል",
    "ქეთევანი",
    "Nguyễn Thị Ánh Nguyệt",
    "7",
    "✿ Bee ✿",
    "a" * 60,
    "नी" * 60,
)
ASKED_ELSEWHERE = re.compile(
    r"\b(surname|last name|first name|real name|gender|sex|pronoun|age|born|birth|ethnic|race|faith|religio|disab"
    r"|diagnos|health|condition|phone|mobile|postcode|address|married|photo|picture of you|occupation|job title)",
    re.IGNORECASE,
)


def forms(parent: type[Form] = Form) -> Iterator[type[Form]]:
    """Every form of the house."""
    for form in parent.__subclasses__():
        if form.__module__.startswith("handinhand."):
            yield form
        yield from forms(form)


def required() -> set[str]:
    """Every box that has to be filled in, by part, form and name; only where it stands first."""
    # Addresses are read first: only then is every form there.
    found: set[str] = set() if doors() else {"no address at all"}
    for form in forms():
        inherited = {name for base in form.__mro__[1:] for name in getattr(base, "base_fields", {})}
        part = form.__module__.split(".")[1]
        found |= {
            f"{part}.{form.__name__}.{name}"
            for name, box in form.base_fields.items()
            if box.required and name not in inherited
        }
    return found


def test_no_box_about_a_person_has_to_be_filled_in_but_the_name() -> None:
    assert required() == THE_NAME | NOT_ABOUT_A_PERSON.keys() | ONLY_IF_YOU_LIKE.keys()


def test_nothing_in_a_page_makes_a_browser_ask_for_more(everything: list[Seen]) -> None:
    pressed = [
        (seen.address, box.attrs.get("name"))
        for seen in everything
        for box in seen.page.root.all("input", "textarea", "select")
        if {"required", "pattern", "minlength"} & box.attrs.keys()
    ]
    assert not pressed


def test_no_page_asks_who_somebody_is(everything: list[Seen]) -> None:
    asked = {
        (named(form.action or seen.address).view_name, box.name, box.label)
        for seen in everything
        for form in seen.page.forms
        for box in form.boxes
        if ASKED_ELSEWHERE.search(f"{box.name} {box.label}")
    }
    assert asked <= {
        ("people:address", "email", "Your e-mail address"),
        ("people:sign_in_letter", "email", "Your e-mail address"),
        # On a page of its own, with why and that it can be skipped; nothing else asks for it.
        ("circles:comes_with", "pronouns", "My pronouns"),
        # The meeting's, not a person's.
        ("meetings:new", "link", "A link or a phone number to join by"),
        ("meetings:details", "link", "A link or a phone number to join by"),
    }
    assert "You can leave this out." in next(
        seen.page.text for seen in everything if named(seen.address).view_name == "people:address"
    )


def join(invitation: Invitation, name: str, **more: str) -> Client:
    """A stranger who joins by a link."""
    stranger = Client()
    answer = send(stranger, f"/join/{invitation.token}/", my_name=name, **more)
    assert answer.status_code == 302, Page(answer.content.decode()).main.text
    return stranger


@pytest.mark.both
def test_a_name_alone_lets_somebody_in_and_is_all_that_is_kept(house: House) -> None:
    before = kept()
    join(house.invitation, "Robin")
    new = {table: [row for row in rows if row not in before[table]] for table, rows in kept().items()}
    new = {table: rows for table, rows in new.items() if rows}
    member = Member.objects.latest("pk")
    assert new.keys() == {
        "ground.Person",
        "people.Comfort",
        "circles.Member",
        "words.Scope",
        "words.ScopeMember",
        "ledger.Entry",
        "ledger.Salt",
        "ledger.Chain",
    }
    told = {"id", "public_id", "circle", "person", "name", "joined_at"}
    others = {field.name: getattr(member, field.name) for field in member._meta.fields if field.name not in told}
    usual = {field.name: field.get_default() for field in member._meta.fields if field.name in others}
    assert others == {**usual, "organisation": None, "left_at": None}
    assert not {field.name for field in member.person._meta.fields} - {
        "id",
        "public_id",
        "began_at",
        "sign_in_round",
        "is_demonstration",
    }


@pytest.mark.both
@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_script_and_of_any_length_is_kept_as_it_is(house: House, name: str) -> None:
    join(house.invitation, name)
    assert Member.objects.latest("pk").name == name
    page = Page(house.browser("Tom").get(f"/c/{house.group.circle.public_id}/members/").content.decode())
    assert name in page.text


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(categories=["L", "M", "N"]), min_size=1, max_size=20))
def test_no_letter_of_any_script_is_turned_away(name: str) -> None:
    form = PlaceForm({"my_name": f"A{name}"})
    assert form.is_valid(), form.errors


def test_with_a_name_alone_every_door_of_a_member_opens(house: House) -> None:
    robin = join(house.invitation, "Robin")
    pages = {named(each).view_name for each in walk(robin, most=1)}
    tom = {named(each).view_name for each in walk(house.browser("Tom"), most=1)}
    only_with_words_or_an_address_of_ones_own = {"words:own", "people:remove_address", "care:delete", "care:delete_all"}
    only_with_words_or_an_address_of_ones_own |= {"profiles:line", "profiles:gift", "work:who"}
    only_with_words_or_an_address_of_ones_own |= {"home:gone", "home:shown_to", "care:touches"}
    only_with_words_or_an_address_of_ones_own |= {"care:help_line", "care:help_delete"}
    only_while_holding_the_meeting = {"meetings:change_in_room"}
    only_where_others_words_stand = {"meetings:cover_something"}
    only_for_those_of_a_meeting = {"care:tomorrow"}
    not_yet = only_for_those_of_a_meeting | only_while_holding_the_meeting | only_where_others_words_stand
    assert tom - pages <= only_with_words_or_an_address_of_ones_own | not_yet
    house.go("arriving")
    part = house.now_on.parts.get(kind="arriving")
    assert "Step out" in send(robin, f"{house.room()}do/come-in/").client.get(house.room()).content.decode()
    send(robin, f"{house.room()}say/{part.public_id}/", body="Robin is here.", do="share")
    assert "Robin is here." in house.browser("Tom").get(house.room()).content.decode()


def test_giving_an_address_is_never_a_step_on_the_way(everything: list[Seen], house: House) -> None:
    stranger = join(house.invitation, "Robin")
    welcome = Page(stranger.get(f"/c/{house.group.circle.public_id}/welcome/").content.decode())
    assert f"/c/{house.group.circle.public_id}/" in welcome.links
    assert not [box for form in welcome.forms for box in form.boxes]
    with_email = {
        named(form.action).view_name
        for seen in everything
        for form in seen.page.forms
        if any(box.name in EmailForm.base_fields and box.name != "key" for box in form.boxes)
    }
    assert with_email == {"people:address", "people:sign_in_letter"}
