"""Who was together at tea moves to the memory that everything that draws shares."""

from itertools import combinations

from django.db import migrations


def move(apps, schema_editor):
    """Count the pairs of all draws, circle by circle, the oldest draw first."""
    drawn, together = apps.get_model("tea", "Drawn"), apps.get_model("acquaintance", "Together")
    found = drawn.objects.order_by("group__draw__circle", "group__draw", "group", "pk")
    draws = {}
    for circle, draw, group, member in found.values_list("group__draw__circle", "group__draw", "group", "member"):
        draws.setdefault(circle, {}).setdefault(draw, {}).setdefault(group, set()).add(member)
    for of_circle in draws.values():
        met = {}
        for number, groups in enumerate(of_circle.values(), start=1):
            for pair in {pair for group in groups.values() for pair in combinations(sorted(group), 2)}:
                met[pair] = met.get(pair, (0, 0))[0] + 1, number
        together.objects.bulk_create(
            together(one_id=one, other_id=other, times=times, last=last) for (one, other), (times, last) in met.items()
        )


class Migration(migrations.Migration):

    dependencies = [
        ('acquaintance', '0001_initial'),
        ('tea', '0002_questions_of_its_own'),
    ]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
