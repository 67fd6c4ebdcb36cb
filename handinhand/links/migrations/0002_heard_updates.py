"""What a linked circle told stands in the circle that reads it, so that it can be covered there."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import handinhand.ground.models
import handinhand.ground.own_text


def let_stand(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """What was told until now stands there, too."""
    heard = apps.get_model("links", "HeardUpdate")._base_manager
    told = apps.get_model("links", "Address")._base_manager.select_related("update", "link")
    for address in told.order_by("pk").iterator(chunk_size=200):
        link, update = address.link, address.update
        reader = link.other_id if update.circle_id == link.circle_id else link.circle_id
        text = update._meta.get_field("text").under(update)
        if reader is not None:
            heard.create(circle_id=reader, address=address, text=text)


class Migration(migrations.Migration):

    dependencies = [("links", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="HeardUpdate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    handinhand.ground.models.PublicId(
                        default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True
                    ),
                ),
                ("text", handinhand.ground.own_text.OwnText(among="", by="")),
                ("text_covered_until", models.DateTimeField(null=True)),
                (
                    "address",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="heard", to="links.address"
                    ),
                ),
                (
                    "circle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="ground.circle"
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.RunPython(let_stand, migrations.RunPython.noop),
    ]
