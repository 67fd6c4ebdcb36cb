from datetime import UTC, datetime

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

WAITS, NO_DAY, PASSED = "waits", "0000-00-00", "+" * 12


def stay_a_draft(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """The words of a plan are a draft that only its owner sees; whoever is asked reads them because they are asked."""
    using = editor.connection.alias
    plans = apps.get_model("care", "QuietPlan").objects.using(using)
    words = apps.get_model("words", "Words").objects.using(using)
    sees = apps.get_model("words", "ScopeMember")._base_manager.using(using)
    for plan in plans.select_related("words", "member"):
        words.filter(pk=plan.words_id, state="shared").update(state="draft")
        words.filter(pk=plan.words_id, state__in=["draft", "taken_back"]).update(shared_at=None)
        sees.filter(scope=plan.words.scope_id).exclude(person=plan.member.person_id).delete()


def say_when_it_passed(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """A plan that waits after a “not this time” knows from when on its owner is back: from today at the earliest."""
    using, today = editor.connection.alias, datetime.now(UTC).date().isoformat()
    for asker in apps.get_model("care", "QuietAsker").objects.using(using).select_related("plan"):
        if asker.to_do == PASSED and asker.plan.stands == WAITS and asker.plan.asked_on == NO_DAY:
            asker.plan.asked_on = today
            asker.plan.save(update_fields=["asked_on"])


class Migration(migrations.Migration):
    """Care before: shared words with a second reader listed who was quiet, and a plan that passed stayed silent."""

    dependencies = [
        ("care", "0009_topics_are_a_part"),
        ("words", "0006_sees_from"),
    ]

    operations = [
        migrations.RunPython(stay_a_draft, migrations.RunPython.noop),
        migrations.RunPython(say_when_it_passed, migrations.RunPython.noop),
    ]
