import pytest
from django.core import signing
from django.test import Client

from handinhand.people.queries import demonstration_link
from tests.people.visitors import is_in, new_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def path() -> str:
    link = demonstration_link(new_person(is_demonstration=True))
    assert link.startswith("http://127.0.0.1:8000/demonstration/")
    return link.removeprefix("http://127.0.0.1:8000")


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "localhost", "[::1]:8000"])
@pytest.mark.parametrize("near", ["127.0.0.1", "::1", "127.3.2.1"])
def test_on_this_machine_the_link_signs_in(path, host, near):
    client = Client(HTTP_HOST=host, REMOTE_ADDR=near)
    assert client.get(path)["Location"] == "/"
    assert is_in(client)


@pytest.mark.parametrize(
    "tricks",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"REMOTE_ADDR": ""},
        {"REMOTE_ADDR": "localhost"},
        {"REMOTE_ADDR": "0.0.0.0"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_X_FORWARDED_HOST": "localhost"},
        {"HTTP_X_FORWARDED_PROTO": "http"},
        {"HTTP_X_FORWARDED_PORT": "8000"},
        {"HTTP_X_FORWARDED_ANYTHING": ""},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_VIA": "1.1 proxy"},
        {"HTTP_X_REAL_IP": "127.0.0.1"},
    ],
)
def test_passed_on_or_from_elsewhere_there_is_no_such_page(path, tricks):
    client = Client(HTTP_HOST="localhost", **{"REMOTE_ADDR": "127.0.0.1", **tricks})
    answer = client.get(path)
    assert answer.status_code == 404
    assert "There is no page here for you" in answer.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize("host", ["house.example", "localhost.house.example", "127.0.0.1.house.example", "localhost@x"])
def test_by_another_name_there_is_no_such_page(path, host, settings):
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", ".house.example"]
    client = Client(HTTP_HOST=host, REMOTE_ADDR="127.0.0.1")
    assert client.get(path).status_code in {400, 404}
    assert "visit" not in client.cookies


@pytest.mark.parametrize(("name", "value"), [("IN_THE_OPEN", True), ("ON_LOOPBACK", False)])
def test_where_others_can_reach_it_there_is_no_such_page(path, settings, name, value):
    setattr(settings, name, value)
    client = Client(HTTP_HOST="localhost")
    assert "There is no page here for you" in client.get(path).content.decode()
    assert "visit" not in client.cookies


def test_there_is_no_such_link_for_anybody_real():
    client = Client(HTTP_HOST="localhost")
    real = demonstration_link(new_person()).removeprefix("http://127.0.0.1:8000")
    made_up = [
        real,
        "/demonstration/x/",
        "/demonstration/%00/",
        "/demonstration/" + "a" * 5000 + "/",
        "/demonstration/" + signing.dumps(new_person(is_demonstration=True).public_id, salt="another") + "/",
    ]
    for path in made_up:
        assert "There is no page here for you" in client.get(path).content.decode()
    assert "visit" not in client.cookies
