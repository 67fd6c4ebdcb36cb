"""Tells Django about this part: the outermost room."""

from importlib import import_module

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The part `config`; once all models are there it hands to lower parts what only higher ones know."""

    name = "handinhand.config"

    def ready(self) -> None:
        """Models have to be there before actions can be read, hence the import by name."""
        powers = import_module("handinhand.config.powers")
        import_module("handinhand.circles.actions").hand_over_effects(powers.EFFECTS)
        import_module("handinhand.circles.actions").hand_over_askings(powers.ASKINGS)
        ends = import_module("handinhand.config.ends")
        import_module("handinhand.circles.actions").hand_over_letting_go(ends.WHEN_SOMEBODY_LEAVES)
        import_module("handinhand.circles.actions").hand_over_ends_with_circle(ends.WHEN_A_CIRCLE_CLOSES)
        import_module("handinhand.circles.looking_away").hand_over_ends_with_sight(ends.WHEN_SOMEBODY_LOOKS_AWAY)
        import_module("handinhand.words.taking_back").hand_over_ends(ends.WHEN_WORDS_ARE_TAKEN_BACK)
        import_module("handinhand.words.taking_back").hand_over_returns(ends.WHEN_WORDS_ARE_PUT_BACK)
        import_module("handinhand.words.taking_back").hand_over_changes(ends.WHEN_WORDS_ARE_CHANGED)
        is_drawn = import_module("handinhand.roles.queries.lending").is_drawn
        import_module("handinhand.meetings.actions.roles").hand_over_draws(is_drawn)
        folded = import_module("handinhand.config.folds").FOLDED
        import_module("handinhand.topics.queries").hand_over_what_is_folded(folded)
        who_meets = import_module("handinhand.meetings.queries.company").who_meets
        import_module("handinhand.profiles.actions").hand_over_who_meets(who_meets)
        names_in = import_module("handinhand.circles.seeing").names_in
        import_module("handinhand.words.who").hand_over_names(names_in)
        who_reads_later = import_module("handinhand.care.queries.later").who_reads_later
        import_module("handinhand.words.who").hand_over_read_later(who_reads_later)
        who_sees_passed_on = import_module("handinhand.care.who").who_sees_passed_on
        import_module("handinhand.words.who").hand_over_own_ways(who_sees_passed_on)
        lends = import_module("handinhand.roles.queries.in_meetings").LENDS
        import_module("handinhand.meetings.queries.lent").hand_over_lends(lends)
        near = import_module("handinhand.meetings.queries.near").near
        import_module("handinhand.care.queries.near").hand_over_meetings(near)
