"""Words about which somebody may ask their author what they touch on."""

from django.db.models import Exists, OuterRef
from django.http import Http404

from handinhand.circles.models import Member
from handinhand.ground.models import Person
from handinhand.ground.moments import is_over
from handinhand.words.models import Words


def words_to_ask_about(*, viewer: Person, words_id: str) -> Words:
    """Words that somebody may read, in a circle they are in now; raises Http404 for any others."""
    here = Member.objects.filter(is_over("held_until"), circle=OuterRef("circle"), person=viewer, left_at__isnull=True)
    found = Words.objects.visible_to(viewer, with_unseen=True).filter(Exists(here), public_id=words_id)
    words = found.select_related("circle", "author").first()
    if words is None:
        raise Http404
    return words
