"""Until now "people I choose" were the same for every line. Each line and photograph has a list of its own from now on.

Each list begins as what it was, person by person, so nobody sees more than before.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def give_each_its_own(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """A scope for each line and photograph that was shown to the people somebody chose; the shared one goes."""
    profiles = apps.get_model("profiles", "Profile")._base_manager
    scopes = apps.get_model("words", "Scope")._base_manager
    words = apps.get_model("words", "Words")._base_manager
    seeing = apps.get_model("words", "ScopeMember")
    for profile in profiles.filter(chosen__isnull=False).iterator(chunk_size=200):
        shared = profile.chosen_id
        people = list(seeing._base_manager.filter(scope=shared).values("circle_id", "person_id", "held_until"))
        for number in list(words.filter(scope=shared).order_by("pk").values_list("pk", flat=True)):
            own = scopes.create(circle_id=profile.circle_id, kind="chosen")
            seeing._base_manager.bulk_create(seeing(scope=own, **each) for each in people)
            words.filter(pk=number).update(scope=own)
        profile.chosen = None
        profile.save(update_fields=["chosen"])
        scopes.filter(pk=shared).delete()


class Migration(migrations.Migration):
    dependencies = [("profiles", "0001_initial"), ("words", "0005_scopes_of_one")]

    operations = [migrations.RunPython(give_each_its_own, migrations.RunPython.noop)]
