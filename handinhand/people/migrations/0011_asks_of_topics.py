"""Two kinds more of what can be asked of somebody by name: what words touch on, and to fetch."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ground', '0002_covers_over_own_text'),
        ('people', '0010_addresses_that_refuse'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='ask',
            name='ask_kind_known',
        ),
        migrations.RemoveConstraint(
            model_name='commitment',
            name='commitment_kind_known',
        ),
        migrations.AlterField(
            model_name='ask',
            name='kind',
            field=models.CharField(choices=[('meeting', 'To come to a meeting'), ('friend', 'To write for somebody in a meeting'), ('hello', 'To say hello to somebody new'), ('knowing', 'To say whether you know somebody who asks to come back'), ('hold_decision', 'To hold a decision for the circle'), ('promise', 'To take on a promise'), ('came_of', 'To say what came of a promise'), ('hold_meeting', 'To hold a meeting'), ('role', 'To take on a role for a while'), ('tea', 'To have a cup of tea with somebody'), ('strength', 'To look at something kind that was said of you'), ('answer_offer', 'To answer an offer or a wish of somebody'), ('beside', 'To be beside somebody'), ('ask_after', 'To be somebody who may ask how a person is'), ('support_person', 'To be the person whom somebody turns to'), ('support', 'To read that somebody could use some support, from you'), ('after_heavy', 'To look at something for yourself, after a heavy meeting'), ('lighter', 'A lighter turn'), ('passed_on', 'To read that something about you was passed on'), ('how_they_are', 'To ask somebody how they are'), ('topic_note', 'To say what your words touch on'), ('fetch', 'To fetch somebody when a part of a meeting is over'), ('other', 'To help with something')], max_length=20),
        ),
        migrations.AlterField(
            model_name='commitment',
            name='kind',
            field=models.CharField(choices=[('meeting', 'To come to a meeting'), ('friend', 'To write for somebody in a meeting'), ('hello', 'To say hello to somebody new'), ('knowing', 'To say whether you know somebody who asks to come back'), ('hold_decision', 'To hold a decision for the circle'), ('promise', 'To take on a promise'), ('came_of', 'To say what came of a promise'), ('hold_meeting', 'To hold a meeting'), ('role', 'To take on a role for a while'), ('tea', 'To have a cup of tea with somebody'), ('strength', 'To look at something kind that was said of you'), ('answer_offer', 'To answer an offer or a wish of somebody'), ('beside', 'To be beside somebody'), ('ask_after', 'To be somebody who may ask how a person is'), ('support_person', 'To be the person whom somebody turns to'), ('support', 'To read that somebody could use some support, from you'), ('after_heavy', 'To look at something for yourself, after a heavy meeting'), ('lighter', 'A lighter turn'), ('passed_on', 'To read that something about you was passed on'), ('how_they_are', 'To ask somebody how they are'), ('topic_note', 'To say what your words touch on'), ('fetch', 'To fetch somebody when a part of a meeting is over'), ('other', 'To help with something')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='ask',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['meeting', 'friend', 'hello', 'knowing', 'hold_decision', 'promise', 'came_of', 'hold_meeting', 'role', 'tea', 'strength', 'answer_offer', 'beside', 'ask_after', 'support_person', 'support', 'after_heavy', 'lighter', 'passed_on', 'how_they_are', 'topic_note', 'fetch', 'other'])), name='ask_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['meeting', 'friend', 'hello', 'knowing', 'hold_decision', 'promise', 'came_of', 'hold_meeting', 'role', 'tea', 'strength', 'answer_offer', 'beside', 'ask_after', 'support_person', 'support', 'after_heavy', 'lighter', 'passed_on', 'how_they_are', 'topic_note', 'fetch', 'other'])), name='commitment_kind_known'),
        ),
    ]
