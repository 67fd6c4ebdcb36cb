"""Lines that were adopted until now know the words they came from, by the decision that each names."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def by_their_decision(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """One change for each decision that a line names; a line that names none came from no words."""
    lines = apps.get_model("circles", "AdoptedLine")._base_manager.exclude(decision_id="")
    named = lines.values("decision_id").distinct()
    decided = apps.get_model("decisions", "Proposal")._base_manager.filter(public_id__in=named)
    for public_id, words in decided.values_list("public_id", "words").iterator(chunk_size=200):
        lines.filter(decision_id=public_id).update(came_from=words)


class Migration(migrations.Migration):
    dependencies = [("decisions", "0008_harm_people"), ("circles", "0012_where_a_line_came_from")]

    operations = [migrations.RunPython(by_their_decision, migrations.RunPython.noop)]
