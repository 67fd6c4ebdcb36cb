"""By what a proposal about a hold is known outlives a change of the key: a plain hash, sealed, in place of a keyed one.

What is proposed just now is carried over where its words still are those it was proposed in. Where they are others, it
does nothing, as before; it can be proposed anew. Proposals that kept nothing go on keeping nothing.
"""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from handinhand.ground.models import new_public_id
from handinhand.ground.own_text import digest_of, fingerprint_in
from handinhand.ground.sealed import SealedText

# No text has this for its hash.
OTHER_WORDS = "other words"


def carry_over(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Give each row its id, and seal the hash of the words that its fingerprint was of."""
    texts = apps.get_model("decisions", "Proposal")._base_manager.select_related("words")
    for each in apps.get_model("circles", "HoldProposal")._base_manager.select_related("circle"):
        each.public_id = new_public_id()
        if each.says_keyed:
            found = texts.filter(public_id=each.proposal_id).first()
            body = (found.words.body if found is not None and found.words is not None else None) or ""
            is_same = fingerprint_in(each.circle, body) == each.says_keyed
            each.says = digest_of(body) if is_same else OTHER_WORDS
        each.save(update_fields=["public_id", "says"])


class Migration(migrations.Migration):
    dependencies = [("circles", "0014_asked_was_changed"), ("decisions", "0009_where_lines_came_from")]

    operations = [
        migrations.AddField("holdproposal", "public_id", models.CharField(max_length=12, null=True)),
        migrations.RenameField("holdproposal", "says", "says_keyed"),
        migrations.AddField("holdproposal", "says", SealedText(null=True)),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.AlterField(
            "holdproposal",
            "public_id",
            models.CharField(default=new_public_id, editable=False, max_length=12, unique=True),
        ),
        migrations.RemoveField("holdproposal", "says_keyed"),
    ]
