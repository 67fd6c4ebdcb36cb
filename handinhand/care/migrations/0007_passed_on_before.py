from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def give_back(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """What somebody passed on before they left stands among their own words, so that coming back opens it again."""
    using = editor.connection.alias
    scopes = apps.get_model("words", "Scope").objects.using(using)
    sees = apps.get_model("words", "ScopeMember")._base_manager.using(using)
    passed_on = apps.get_model("care", "PassedOn").objects.using(using).filter(words__isnull=False)
    for each in passed_on.select_related("words", "by"):
        own = scopes.filter(circle=each.circle_id, kind="me", of=each.by.person_id).first()
        before = each.words.scope_id
        if own is None or before == own.pk or sees.filter(scope=before, person=each.by.person_id).exists():
            continue
        apps.get_model("words", "Words").objects.using(using).filter(pk=each.words_id).update(scope=own)
        scopes.filter(pk=before).delete()


class Migration(migrations.Migration):
    """Care before: the words of whoever left could be seen by nobody, also after they came back."""

    dependencies = [
        ("care", "0006_quiet"),
        ("words", "0006_sees_from"),
    ]

    operations = [migrations.RunPython(give_back, migrations.RunPython.noop)]
