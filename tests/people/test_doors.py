import secrets
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.contrib.messages.storage import default_storage
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.test import RequestFactory
from django.utils import timezone

from handinhand.ground.models import Person
from handinhand.people.actions import begin_person, count_try, sign_out_everywhere
from handinhand.people.choices import Light
from handinhand.people.doors import begin_visit, end_visit, safe_path, takes_effect_once, visitor_of, where_from
from handinhand.people.models import Comfort, SentOnce
from handinhand.people.visits import SessionStore
from tests.people.visitors import WHEN, new_person

BROWSER = "a" * 32


def request_of(person: Person | None = None, *, browser: str = BROWSER, **data: str) -> HttpRequest:
    request = RequestFactory().post("/", data)
    request.session, request.person = SessionStore(), person
    request.comfort = Comfort()
    request._messages = default_storage(request)
    if browser:
        request.META["CSRF_COOKIE"] = browser
    return request


def key() -> str:
    return secrets.token_urlsafe(12)


@takes_effect_once
def begin(request: HttpRequest, onward: str = "/somewhere/") -> HttpResponse:
    """Somebody new begins; "wrong" gets a page with a problem, "gone" finds nothing, "broken" breaks."""
    person = begin_person(now=timezone.now())
    match request.POST.get("do"):
        case "wrong":
            Person.objects.filter(pk=person.pk).delete()
            assert count_try(what="wrong", limit=9, stretch=timedelta(hours=1), now=WHEN)
            return HttpResponse("mend this", status=422)
        case "gone":
            Person.objects.filter(pk=person.pk).delete()
            assert count_try(what="gone", limit=9, stretch=timedelta(hours=1), now=WHEN)
            raise Http404
        case "broken":
            raise RuntimeError
    if visitor_of(request) is None:
        begin_visit(request, person)
    return redirect(onward)


def people_begun(before: int = 0) -> int:
    return Person.objects.count() - before


@pytest.mark.both
@pytest.mark.django_db
class TestOnce:
    def test_sent_again_it_answers_as_it_did_and_changes_nothing(self):
        tom, sent = new_person(), key()
        first, again = (begin(request_of(tom, key=sent), onward) for onward in ("/first/", "/second/"))
        assert first["Location"] == again["Location"] == "/first/"
        assert people_begun(before=1) == 1

    def test_the_same_key_of_somebody_else_is_another_form(self):
        sent = key()
        begin(request_of(new_person(), browser="b" * 32, key=sent))
        begin(request_of(new_person(), browser="c" * 32, key=sent))
        assert people_begun(before=2) == 2

    def test_without_a_whole_key_nothing_happens_and_one_sentence_asks_to_send_again(self):
        for sent in ({}, {"key": ""}, {"key": "short"}, {"key": "k" * 65}, {"key": "k" * 100_000}):
            answer = begin(request_of(new_person(), **sent))
            assert answer.status_code == 400
            assert "go back one page and send it again" in answer.content.decode()
        assert people_begun(before=5) == 0

    def test_a_page_with_problems_lets_go_of_the_key_and_keeps_what_was_counted(self):
        tom, sent = new_person(), key()
        assert begin(request_of(tom, key=sent, do="wrong")).content == b"mend this"
        assert not SentOnce.objects.exists()
        assert not count_try(what="wrong", limit=1, stretch=timedelta(hours=1), now=WHEN)
        assert begin(request_of(tom, key=sent))["Location"] == "/somewhere/"

    def test_so_does_a_page_that_is_not_there(self):
        tom, sent = new_person(), key()
        with pytest.raises(Http404):
            begin(request_of(tom, key=sent, do="gone"))
        assert not SentOnce.objects.exists()
        assert not count_try(what="gone", limit=1, stretch=timedelta(hours=1), now=WHEN)

    def test_when_it_breaks_nothing_is_kept(self):
        sent = key()
        with pytest.raises(RuntimeError):
            begin(request_of(key=sent, do="broken"))
        assert not SentOnce.objects.exists()
        assert not Person.objects.exists()

    def test_a_stranger_whose_answer_got_lost_is_who_they_became(self):
        sent = key()
        begin(request_of(key=sent))
        again = request_of(key=sent)
        answer = begin(again)
        assert visitor_of(again) == Person.objects.get()
        assert again.session["person"] == Person.objects.get().pk
        assert answer["Location"] == "/somewhere/"

    def test_a_stranger_whose_answer_arrived_and_who_sends_again_begins_nobody_else(self):
        sent = key()
        first = request_of(key=sent)
        begin(first)
        begin(request_of(visitor_of(first), key=sent))
        assert people_begun() == 1

    @pytest.mark.parametrize("end", ["sign out", "sign out everywhere", "wait"])
    def test_nobody_is_brought_back_by_a_form_after_they_left(self, end):
        sent = key()
        with time_machine.travel(WHEN, tick=False) as clock:
            first = request_of(key=sent)
            begin(first)
            if end == "sign out":
                end_visit(first)
            elif end == "sign out everywhere":
                sign_out_everywhere(by=visitor_of(first))
            else:
                clock.shift(timedelta(minutes=15))
            again = request_of(key=sent)
            begin(again)
        assert visitor_of(again) is None
        assert people_begun() == 1

    def test_another_browser_is_not_brought_in(self):
        sent = key()
        begin(request_of(key=sent))
        other = request_of(browser="z" * 32, key=sent)
        begin(other)
        assert visitor_of(other) != Person.objects.first()

    def test_where_a_form_led_is_not_kept_longer_than_there_is_room(self):
        tom, sent = new_person(), key()
        begin(request_of(tom, key=sent), "/" + "a" * 400)
        assert begin(request_of(tom, key=sent))["Location"] == "/"


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_sent_many_times_at_the_same_moment_it_takes_effect_once():
    tom, sent = new_person(), key()
    together = threading.Barrier(5)

    def send(_number: int) -> str:
        try:
            together.wait()
            return begin(request_of(tom, key=sent))["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=5) as pool:
        answers = list(pool.map(send, range(5)))
    assert set(answers) == {"/somewhere/"}
    assert people_begun(before=1) == 1


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_of_a_broken_and_a_whole_sending_at_the_same_moment_the_whole_one_holds():
    tom, sent = new_person(), key()
    together = threading.Barrier(2)

    def send(do: str) -> str:
        try:
            together.wait()
            return begin(request_of(tom, key=sent, do=do)).get("Location", "mend")
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=2) as pool:
        answers = list(pool.map(send, ["wrong", ""]))
    assert "/somewhere/" in answers
    assert people_begun(before=1) == 1


@pytest.mark.both
@pytest.mark.django_db
def test_a_new_visit_has_a_new_cookie_and_carries_the_stranger_s_comfort_over():
    request = request_of()
    request.comfort = Comfort(light=Light.DUSK)
    request.session["asked"] = "x"
    request.session.save()
    before, person = request.session.session_key, new_person()
    begin_visit(request, person)
    assert request.session.session_key != before
    assert not SessionStore(before).get("asked")
    assert Comfort.objects.get(person=person).light == Light.DUSK
    other = request_of()
    begin_visit(other, Person.objects.get())
    assert Comfort.objects.get(person=person).light == Light.DUSK


@pytest.mark.both
@pytest.mark.django_db
def test_somebody_else_on_the_same_browser_finds_nothing_of_the_visit_before():
    request = request_of()
    begin_visit(request, new_person())
    request.session["card"] = "secret"
    begin_visit(request, new_person())
    assert "card" not in request.session


@pytest.mark.parametrize(
    "path",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "///elsewhere.example/",
        "/\\elsewhere.example/",
        "\\\\elsewhere.example/",
        "http:elsewhere.example",
        "javascript:alert(1)",
        " //elsewhere.example",
        "/\t/elsewhere.example",
        "/a\r\nSet-Cookie: visit=x",
        "/a\x00b",
        "elsewhere.example",
        "/" + "a" * 400,
        "",
    ],
)
def test_nobody_is_led_to_another_house(path):
    assert safe_path(RequestFactory().get("/", {"next": path})) == "/"
    assert safe_path(RequestFactory().post("/", {"back": path}), "back", otherwise="/c/") == "/c/"


def test_a_page_of_this_house_is_where_one_goes_on():
    assert safe_path(RequestFactory().get("/", {"next": "/c/abc/?a=b#here"})) == "/c/abc/?a=b#here"


def test_where_from_tells_nothing_and_believes_a_proxy_only_where_there_is_one(settings):
    def place(**meta: str) -> str:
        return where_from(RequestFactory().get("/", **meta))

    settings.BEHIND_PROXY = False
    assert place(REMOTE_ADDR="192.0.2.7") == place(REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR="198.51.100.1")
    assert place(REMOTE_ADDR="192.0.2.7") != place(REMOTE_ADDR="192.0.2.8")
    assert "192.0.2.7" not in place(REMOTE_ADDR="192.0.2.7")
    assert place(REMOTE_ADDR="2001:db8::1") == place(REMOTE_ADDR="2001:db8::ffff:2")
    assert place(REMOTE_ADDR="2001:db8::1") != place(REMOTE_ADDR="2001:db8:0:1::1")
    settings.BEHIND_PROXY = True
    said = "203.0.113.5, 192.0.2.7"
    assert place(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=said) == place(REMOTE_ADDR="192.0.2.7")
