"""Which tests prove the rules whose check is over models, addresses and templates; with nothing, a rule says why."""

from standard.flows.naming import tests_of

CODE: dict[str, tuple[str, ...]] = {
    "S3": (
        *tests_of(
            "tests/promises/test_10_it_is_calm.py",
            "test_titles_count_nothing_and_tell_nothing",
        ),
        *tests_of(
            "tests/people/test_letters.py",
            "test_a_letter_names_nothing_and_nobody",
        ),
        *tests_of(
            "tests/home/test_messages.py",
            "test_all_of_it_is_one_message_that_names_nothing_and_nobody",
        ),
        *tests_of(
            "tests/people/test_pages_me.py",
            "test_every_page_of_one_s_own_says_no_name_of_a_circle_in_its_title",
        ),
        *tests_of(
            "tests/standard/flows/test_words_of_the_house.py",
            "test_nobody_is_called_a_partner",
        ),
    ),
    "S4": (
        *tests_of(
            "tests/home/test_reaching.py",
            "test_there_is_one_door_and_no_way_round",
            "test_it_is_not_safe_by_itself_and_hours_are_a_stretch",
        ),
        *tests_of(
            "tests/promises/test_06_nobody_is_pushed.py",
            "test_no_letter_is_ever_sent_that_was_not_asked_for",
        ),
    ),
    "S5": tests_of(
        "tests/promises/test_01_a_name_you_choose_is_all_we_need.py",
        "test_no_page_asks_who_somebody_is",
        "test_no_box_about_a_person_has_to_be_filled_in_but_the_name",
    ),
    "S7": (
        *tests_of(
            "tests/test_architecture.py",
            "test_pages_carry_no_script_or_style_of_their_own",
        ),
        *tests_of(
            "tests/promises/test_10_it_is_calm.py",
            "test_nothing_in_a_page_runs_by_itself_but_our_two_scripts",
        ),
        *tests_of(
            "tests/people/test_leaving.py",
            "test_what_is_kept_is_what_browsers_and_tables_keep",
        ),
    ),
    "T1": tests_of(
        "tests/promises/test_03_you_see_who_will_see_it.py",
        "test_beside_every_box_for_words_stands_who_will_see_them",
    ),
    "T2": tests_of(
        "tests/standard/test_boxes_about_people.py",
        "test_every_box_is_known_to_ask_about_a_person_or_about_something_else",
        "test_whatever_is_asked_about_a_person_says_why_and_that_it_can_be_skipped",
    ),
    "T4": tests_of("tests/standard/test_one_glossary.py", "test_the_same_thing_is_called_the_same_everywhere"),
    "T6": (
        *tests_of(
            "tests/meetings/test_plan_changes.py",
            "test_each_thing_that_changed_is_one_announcement_and_one_use_of_the_power",
            "test_a_new_time_says_what_the_old_one_was",
        ),
        *tests_of(
            "tests/decisions/test_pages.py",
            "test_a_line_to_change_is_shown_with_what_it_was",
        ),
    ),
    "T7": (
        *tests_of(
            "tests/promises/test_10_it_is_calm.py",
            "test_no_sentence_shouts_hurries_or_blames",
        ),
        *tests_of("tests/decisions/test_pages.py", "test_a_proposal_that_needs_another_look"),
        *tests_of(
            "tests/ui/test_given_back.py",
            "test_to_a_page_that_is_there_no_more",
        ),
    ),
    "T8": (
        *tests_of(
            "tests/ground/test_erasure.py",
            "test_the_page_names_each_kind_that_is_kept",
        ),
        *tests_of(
            "tests/people/test_leaving.py",
            "test_what_is_kept_is_what_browsers_and_tables_keep",
        ),
        *tests_of(
            "tests/config/test_keeper_page.py",
            "test_every_setting_is_on_the_page_and_no_other",
        ),
    ),
    "C1": tests_of(
        "tests/promises/test_01_a_name_you_choose_is_all_we_need.py",
        "test_no_box_about_a_person_has_to_be_filled_in_but_the_name",
        "test_a_name_alone_lets_somebody_in_and_is_all_that_is_kept",
    ),
    "C3": (
        *tests_of(
            "tests/promises/test_03_you_see_who_will_see_it.py",
            "test_what_is_taken_back_is_gone_for_others_and_comes_back_as_it_was",
            "test_how_far_words_go_beyond_a_meeting_can_be_changed_again_and_again",
        ),
        *tests_of(
            "tests/home/test_written.py",
            "test_all_of_it_stands_there_with_who_can_see_it_and_nothing_of_others",
        ),
    ),
    "C6": (
        *tests_of(
            "tests/promises/test_10_it_is_calm.py",
            "test_nothing_counts_down_while_somebody_reads",
        ),
        *tests_of(
            "tests/promises/test_04_no_surprises.py",
            "test_time_moves_nothing_on",
        ),
        *tests_of(
            "tests/meetings/test_breaks.py",
            "test_there_is_no_countdown",
        ),
        *tests_of(
            "tests/ui/test_given_back.py",
            "test_after_coming_back_in_they_go_where_they_were_to_go_from_the_same_page",
        ),
    ),
    "C7": (
        *tests_of(
            "tests/home/test_messages.py",
            "test_it_is_off_until_i_read_what_it_would_say_and_switch_it_on",
            "test_at_most_one_a_day_and_nothing_is_lost_in_between",
            "test_the_next_look_is_always_in_ones_own_hours",
        ),
    ),
    "B1": (
        *tests_of(
            "tests/circles/test_rules.py",
            "test_every_power_has_a_rule_and_an_effect",
        ),
        *tests_of(
            "tests/circles/test_covering.py",
            "test_a_cover_leaves_words_to_their_author_and_lapses_by_itself",
        ),
        *tests_of(
            "tests/promises/test_05_nobody_is_above_anybody.py",
            "test_there_is_one_door_for_what_touches_others",
        ),
    ),
    "B3": (
        *tests_of(
            "tests/test_counts_of_people.py",
            "test_every_count_of_people_goes_through_small_numbers_or_says_why_not",
        ),
        *tests_of(
            "tests/promises/test_08_no_one_can_be_picked_out_of_a_number.py",
            "test_pages_count_nobody",
        ),
        *tests_of(
            "tests/meetings/test_nobody_is_told.py",
            "test_stepping_out_and_coming_back",
        ),
        *tests_of(
            "tests/promises/test_02_you_can_stop_at_any_moment.py",
            "test_a_pass_looks_like_a_turn_that_was_taken_and_no_row_remembers_it",
        ),
        *tests_of(
            "tests/promises/test_10_it_is_calm.py",
        ),
    ),
    "B4": (
        *tests_of(
            "tests/home/test_thread.py",
            "test_an_author_is_named_as_they_wish_and_without_their_word_not_at_all",
        ),
        *tests_of(
            "tests/meetings/test_one_phone.py",
            "test_words_without_a_name_are_without_a_name",
            "test_with_their_yes_they_stand_in_their_name_and_only_they_see_how",
        ),
    ),
    "E8": (
        *tests_of(
            "tests/promises/test_10_it_is_calm.py",
            "test_the_bar_at_the_bottom_carries_no_numbers_and_no_dots",
            "test_no_sentence_shouts_hurries_or_blames",
        ),
        *tests_of(
            "tests/promises/test_05_nobody_is_above_anybody.py",
            "test_the_house_knows_no_rank",
        ),
    ),
    "K1": (
        *tests_of(
            "tests/promises/test_01_a_name_you_choose_is_all_we_need.py",
            "test_a_name_in_any_script_and_of_any_length_is_kept_as_it_is",
        ),
        *tests_of(
            "tests/circles/test_pages.py",
            "test_names_of_any_script_are_names",
        ),
    ),
    "K2": tests_of(
        "tests/promises/test_01_a_name_you_choose_is_all_we_need.py",
        "test_no_page_asks_who_somebody_is",
    ),
}
