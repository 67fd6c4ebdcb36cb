"""A photograph: small, without place, time and camera, seen by those it is shown to, and sealed where it is kept."""

import base64
import re
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.utils import timezone
from PIL import Image

from handinhand.circles.actions import members as belonging
from handinhand.circles.models import Member
from handinhand.profiles import actions
from handinhand.profiles.actions import PhotographStays
from handinhand.profiles.choices import Sees
from handinhand.profiles.models import Photograph
from handinhand.profiles.pictures import KEPT_BYTES, MOST_BYTES, SIDE, TooLarge, made_small
from handinhand.words.models import Words
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.profiles.people import fresh

pytestmark = [pytest.mark.django_db, pytest.mark.both]
CAMERA, TAKEN = "Quayside Camera 7", "2026:11:03 08:15:00"
GPS, MAKE, WHEN, ORIENTATION = 0x8825, 0x010F, 0x0132, 0x0112
PLACE = {1: "N", 2: (51.0, 30.0, 26.0), 3: "W", 4: (0.0, 7.0, 39.0)}


def picture(kind: str = "JPEG", size: tuple[int, int] = (900, 600), **more: object) -> bytes:
    """A picture with a red left and a blue right half."""
    drawn = Image.new("RGB", size, "red")
    drawn.paste("blue", (size[0] // 2, 0, size[0], size[1]))
    into = BytesIO()
    drawn.save(into, kind, **more)
    return into.getvalue()


def with_a_place() -> bytes:
    """A JPEG as a phone makes it: with where, when and by what it was taken, a comment, and lying on its side."""
    exif = Image.Exif()
    exif[MAKE], exif[WHEN], exif[ORIENTATION] = CAMERA, TAKEN, 6
    exif.get_ifd(GPS).update(PLACE)
    return picture(exif=exif, comment=b"Taken at the back door of the refuge.")


def noise() -> bytes:
    """A picture in which no two points are alike, which is the hardest to make small."""
    into = BytesIO()
    Image.effect_noise((1600, 1200), 120).convert("RGB").save(into, "JPEG", quality=70)
    return into.getvalue()


def moving(kind: str) -> bytes:
    into = BytesIO()
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "blue")]
    frames[0].save(into, kind, save_all=True, append_images=frames[1:], duration=100)
    return into.getvalue()


def bomb() -> bytes:
    """A few bytes of PNG that would be 60,000 points wide and high."""
    header = (60_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b""))
    parts = [
        len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big") for name, body in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


NONE = {
    "text": b"This is a letter and no picture.",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "gif that is a script": b"GIF89a/*" + b"\0" * 40 + b"*/=1;alert(1)",
    "gif": moving("GIF"),
    "page with a picture behind it": b"<html><script>alert(1)</script>" + b"\n" * 20 + picture(),
    "paper": b"%PDF-1.7\n1 0 obj <<>> endobj",
    "half a picture": picture()[:400],
    "first bytes": b"\xff\xd8\xff\xe0",
    "bomb": bomb(),
    "moves": moving("PNG"),
    "moves, too": moving("WEBP"),
}


def put(by: Member, sent: bytes, sees: str = Sees.CIRCLE) -> Photograph:
    return actions.put_photograph(by=fresh(by), sent=sent, sees=sees, now=timezone.now())


def upload(by: Member, sent: bytes, *, name: str = "me.jpg", key: str = "", who: str = "circle") -> HttpResponse:
    file = SimpleUploadedFile(name, sent, "image/jpeg")
    return send(client_of(by), f"/c/{by.circle.public_id}/my-page/photograph/", key=key, picture=file, who=who)


def seen(viewer: Member, owner: Member) -> HttpResponse:
    return client_of(viewer).get(f"/c/{owner.circle.public_id}/members/{owner.public_id}/photograph/")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("size", [(900, 600), (20, 3000), (1, 1), (5000, 4000)])
def test_whatever_size_and_kind_it_becomes_a_small_square(kind: str, size: tuple[int, int]):
    small = made_small(picture(kind, size))
    made = Image.open(BytesIO(small))
    assert (made.format, made.size) == ("JPEG", (SIDE, SIDE))
    assert len(small) <= KEPT_BYTES


def test_even_noise_fits_and_what_can_be_seen_through_is_white():
    assert len(made_small(noise())) <= KEPT_BYTES
    glass = BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(glass, "PNG")
    assert Image.open(BytesIO(made_small(glass.getvalue()))).getpixel((10, 10)) == (255, 255, 255)


def test_place_time_and_camera_are_gone_from_what_is_kept_and_served(harbour: Group):
    sent = with_a_place()
    assert dict(Image.open(BytesIO(sent)).getexif().get_ifd(GPS)) == PLACE
    assert CAMERA.encode() in sent
    assert upload(harbour.dee, sent)["Location"] == f"/c/{harbour.circle.public_id}/my-page/"
    served = seen(harbour.tom, harbour.dee).content
    assert served == base64.b64decode(Photograph.objects.get().picture)
    for bytes_ in (CAMERA.encode(), TAKEN.encode(), b"Exif", b"refuge", b"http", b"ICC"):
        assert bytes_ not in served
    made = Image.open(BytesIO(served))
    assert not made.getexif()
    assert not {"exif", "comment", "icc_profile", "xmp", "photoshop"} & made.info.keys()
    # It lay on its side and stands upright now: what was left is above.
    above, below = made.convert("RGB").getpixel((160, 40)), made.convert("RGB").getpixel((160, 280))
    assert min(above[0], below[2]) > 200
    assert max(above[2], below[0]) < 60


def test_nothing_that_rides_along_behind_a_picture_stays(harbour: Group):
    upload(harbour.dee, picture() + b"<script>alert(1)</script>PK\x03\x04hidden.zip")
    served = seen(harbour.tom, harbour.dee).content
    assert b"script" not in served
    assert b"hidden" not in served
    assert served.endswith(b"\xff\xd9")


@pytest.mark.parametrize("sent", NONE.values(), ids=NONE.keys())
def test_what_is_no_photograph_gets_a_plain_sentence_and_keeps_the_one_before(harbour: Group, sent: bytes):
    before = put(harbour.dee, picture())
    answer = upload(harbour.dee, sent)
    assert answer.status_code == 422
    page = text_of(answer)
    assert re.search(r"We could not read a picture|That picture moves|That picture is very large", page)
    assert Photograph.objects.get() == before


def test_too_many_bytes_or_points_are_very_large(harbour: Group):
    for sent in (b"\xff\xd8" + b"x" * MOST_BYTES, picture("PNG", (8000, 5000))):
        with pytest.raises(TooLarge):
            made_small(sent)
        assert "5 MB or less" in text_of(upload(harbour.dee, sent))
    for nothing in (b"",):
        assert "There is nothing in that file" in text_of(upload(harbour.dee, nothing))
    page = send(client_of(harbour.dee), f"/c/{harbour.circle.public_id}/my-page/photograph/", who="circle")
    assert "Please choose a picture first." in text_of(page)
    assert not Photograph.objects.exists()


@pytest.mark.parametrize(("sees", "who"), [(Sees.ME, set()), (Sees.CHOSEN, {"Asha"}), (Sees.CIRCLE, {"Asha", "Tom"})])
def test_it_is_seen_by_those_it_is_shown_to(harbour: Group, hillside: Group, sees: Sees, who: set[str]):
    made = put(harbour.dee, picture(), sees)
    if sees == Sees.CHOSEN:
        ids = {"words_id": made.words.public_id, "member_ids": [harbour.asha.public_id]}
        actions.choose_people(by=fresh(harbour.dee), **ids, now=timezone.now())
        put(harbour.dee, picture(), sees)
    assert {name for name in ("Asha", "Tom") if seen(harbour.members[name], harbour.dee).status_code == 200} == who
    assert seen(harbour.dee, harbour.dee).status_code == 200
    assert seen(hillside.bo, harbour.dee).status_code == 404
    for name in ("Asha", "Tom"):
        page = client_of(harbour.members[name]).get(
            f"/c/{harbour.circle.public_id}/members/{harbour.dee.public_id}/page/"
        )
        assert ('alt="Dee"' in text_of(page)) is (name in who)


def test_it_stays_in_no_cache_and_is_nothing_but_a_picture(harbour: Group):
    put(harbour.dee, picture())
    answer = seen(harbour.tom, harbour.dee)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "img-src 'self'" in answer["Content-Security-Policy"]
    assert "Cookie" in answer["Vary"]


def test_whoever_was_removed_a_moment_ago_or_chose_not_to_see_gets_none(harbour: Group):
    put(harbour.dee, picture())
    belonging.choose_sight_of(by=fresh(harbour.tom), other=harbour.dee, see=False)
    assert seen(harbour.tom, harbour.dee).status_code == 404
    belonging.be_out(circle=harbour.circle, by=harbour.nia, now=timezone.now())
    gone = seen(harbour.nia, harbour.dee)
    assert gone.status_code == 404
    assert b"\xff\xd8\xff" not in gone.content
    assert seen(harbour.asha, harbour.dee).status_code == 200


def test_one_tap_takes_it_away_for_good(harbour: Group):
    put(harbour.dee, picture())
    dee = client_of(harbour.dee)
    for _twice in range(2):
        send(dee, f"/c/{harbour.circle.public_id}/my-page/photograph/away/", key="one-tap-twice")
        assert seen(harbour.tom, harbour.dee).status_code == 404
        assert not Photograph.objects.exists()
        assert not Words.objects.exists()


def test_one_takes_the_place_of_the_one_before_and_another_file_under_the_same_key_is_not_taken_for_it(harbour: Group):
    assert upload(harbour.dee, picture(), key="one-form-of-mine").status_code == 302
    first = seen(harbour.tom, harbour.dee).content
    assert upload(harbour.dee, picture(), key="one-form-of-mine").status_code == 302
    other = picture(size=(300, 900))
    assert "This form was sent before" in text_of(upload(harbour.dee, other, key="one-form-of-mine"))
    assert seen(harbour.tom, harbour.dee).content == first
    upload(harbour.dee, made_small(noise()))
    assert seen(harbour.tom, harbour.dee).content != first
    assert Photograph.objects.count() == Words.objects.count() == 1


def test_who_sees_it_can_be_changed(harbour: Group):
    put(harbour.dee, picture(), Sees.ME)
    send(client_of(harbour.dee), f"/c/{harbour.circle.public_id}/my-page/photograph/show/", who="circle")
    assert seen(harbour.tom, harbour.dee).status_code == 200
    send(client_of(harbour.dee), f"/c/{harbour.circle.public_id}/my-page/photograph/show/", who="me")
    assert seen(harbour.tom, harbour.dee).status_code == 404


def test_a_stolen_database_holds_no_picture_in_clear(harbour: Group):
    put(harbour.dee, picture())
    made = seen(harbour.dee, harbour.dee).content
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {Photograph._meta.db_table}")
        kept = b"".join(
            bytes(each) for row in cursor.fetchall() for each in row if isinstance(each, bytes | memoryview)
        )
    assert len(kept) > len(made)
    for start in range(0, len(made) - 24, 24):
        piece = made[start : start + 24]
        assert piece not in kept
        assert base64.b64encode(piece) not in kept


def test_somebody_who_changes_it_again_and_again_rests_for_an_hour(harbour: Group):
    for _each in range(10):
        put(harbour.dee, picture(size=(10, 10)))
    with pytest.raises(PhotographStays, match="try again in an hour"):
        put(harbour.dee, picture())
    assert seen(harbour.tom, harbour.dee).status_code == 200
