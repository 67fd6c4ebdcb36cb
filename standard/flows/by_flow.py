"""Which tests prove the rules whose check is a way through pages; with nothing beside it, a rule says why."""

from standard.flows.naming import tests_of

FLOWS: dict[str, tuple[str, ...]] = {
    "S1": (
        *tests_of(
            "tests/standard/flows/test_hide_this_page.py",
            "test_by_the_link",
            "test_by_shift_three_times",
            "test_not_by_escape_nor_by_writing_capitals",
            "test_not_by_shift_pressed_now_and_then",
        ),
        *tests_of(
            "tests/people/test_hiding_in_a_browser.py",
            "test_the_screen_is_blank_before_any_answer_comes",
        ),
        *tests_of(
            "tests/people/test_leaving.py",
            "test_hiding_ends_the_visit_and_leads_somewhere_neutral_with_nothing_personal",
            "test_a_cookie_kept_from_before_hiding_is_worth_nothing",
        ),
    ),
    "S4": (
        *tests_of(
            "tests/standard/flows/test_messages_off.py",
            "test_whoever_switched_nothing_on_is_sent_nothing_and_who_did_gets_all_in_one",
        ),
        *tests_of(
            "tests/home/test_reaching.py",
            "test_nothing_leaves_before_they_said_that_it_is_safe",
            "test_only_as_they_said_it",
        ),
    ),
    "S9": tests_of(
        "tests/people/test_nothing_stays.py",
        "test_nothing_stays",
    ),
    "T5": (
        *tests_of(
            "tests/standard/flows/test_main_job_without_scripts.py",
            "test_the_main_job_whole_without_scripts_at_320_px",
        ),
        *tests_of(
            "tests/promises_part/test_actions.py",
            "test_a_promise_stays_in_view_until_it_is_answered",
        ),
        *tests_of(
            "tests/promises/test_09_nothing_falls_through_the_cracks.py",
            "test_a_promise_stays_in_view_for_everybody_it_was_said_to_however_long_it_takes",
        ),
    ),
    "T6": (
        *tests_of(
            "tests/promises/test_04_no_surprises.py",
            "test_every_change_to_a_plan_is_announced_with_what_it_was",
            "test_what_was_agreed_before_stays_readable_beside_what_is_agreed_now",
        ),
        *tests_of(
            "tests/meetings/test_plan_changes.py",
            "test_open_pages_of_the_meeting_and_the_circle_hear_of_a_change",
        ),
    ),
    "C3": (
        *tests_of(
            "tests/promises/test_12_it_works_on_the_phone_you_have.py",
            "test_a_turn_in_the_round_needs_no_script",
        ),
        *tests_of(
            "tests/promises/test_03_you_see_who_will_see_it.py",
            "test_whoever_sees_their_own_words_can_change_them_from_there",
        ),
    ),
    "C4": (
        *tests_of(
            "tests/meetings/test_ahead.py",
            "test_in_a_round_somebody_who_is_not_there_has_their_turn_in_place",
            "test_it_stands_in_the_summary_like_anything_said",
        ),
        *tests_of(
            "tests/meetings/test_friends.py",
            "test_words_stand_in_the_name_of_whose_they_are_and_nobody_else_can_tell",
            "test_a_friend_takes_a_turn_and_an_answer",
        ),
        *tests_of(
            "tests/meetings/test_one_phone.py",
            "test_whoever_is_put_on_it_takes_their_turns_there",
        ),
    ),
    "C5": (
        *tests_of(
            "tests/care/test_topics.py",
            "test_a_note_folds_what_was_said_and_every_choice_is_in_the_page",
        ),
        *tests_of(
            "tests/meetings/test_stepping_out.py",
            "test_fetched_by_somebody_who_said_yes",
            "test_nobody_elses_page_changes_and_my_turn_and_hand_are_what_they_were",
        ),
    ),
    "C6": (
        *tests_of(
            "tests/standard/flows/test_signing_in_again_loses_nothing.py",
            "test_words_wait_until_somebody_is_in_again_and_then_go_on",
        ),
        *tests_of(
            "tests/people/test_hiding_in_a_browser.py",
            "test_kept_words_are_in_their_box_again_and_not_in_the_browser",
        ),
    ),
    "C7": tests_of(
        "tests/standard/flows/test_messages_off.py",
        "test_whoever_switched_nothing_on_is_sent_nothing_and_who_did_gets_all_in_one",
    ),
    "C9": (
        *tests_of(
            "tests/promises/test_04_no_surprises.py",
            "test_every_power_is_said_before_it_is_used",
        ),
        *tests_of(
            "tests/care/test_check_ins.py",
            "test_deleting_is_looked_at_once_more_first",
        ),
        *tests_of(
            "tests/circles/test_pages.py",
            "test_leaving_is_said_before_and_stays_possible_to_not_do",
        ),
    ),
    "B2": (
        *tests_of(
            "tests/decisions/test_pages.py",
            "test_after_closing_everybody_reads_why",
        ),
        *tests_of(
            "tests/decisions/test_actions.py",
            "test_nobody_for_themselves_means_it_waits",
            "test_a_concern_kept_in_its_authors_words_stays_beside_the_decision",
        ),
    ),
    "B5": (
        *tests_of(
            "tests/promises/test_05_nobody_is_above_anybody.py",
            "test_every_button_of_a_room_has_its_people",
            "test_every_use_of_a_power_is_one_line_that_everybody_can_read",
        ),
        *tests_of(
            "tests/circles/test_pages.py",
            "test_what_was_done_is_there_for_all_and_says_who_can_do_what",
        ),
    ),
    "E3": (
        *tests_of(
            "tests/people/test_pages_coming_back.py",
            "test_looking_at_the_link_uses_nothing_up_and_the_button_does",
        ),
        *tests_of(
            "tests/people/test_passkeys_in_a_browser.py",
            "test_a_passkey_is_added_named_and_brings_its_person_back_and_is_taken_away",
        ),
        *tests_of("tests/decisions/test_pages.py", "test_a_proposal_that_needs_another_look"),
        *tests_of(
            "tests/home/test_asked_how_named.py",
            "test_it_leads_to_where_one_says_so_and_is_not_asked_again",
        ),
    ),
    "E4": (
        *tests_of(
            "tests/standard/flows/test_main_job_by_keyboard.py",
            "test_the_main_job_whole_by_keyboard_alone",
        ),
        *tests_of(
            "tests/standard/flows/test_heard_by_a_screen_reader.py",
            "test_every_page_of_the_main_job_is_told_as_it_is_and_speaks_nothing_twice",
            "test_new_words_are_spoken_of_once_each_and_not_while_the_page_is_held_still",
        ),
    ),
    "E5": (
        *tests_of(
            "tests/standard/flows/test_main_job_without_scripts.py",
            "test_the_main_job_whole_without_scripts_at_320_px",
        ),
        *tests_of(
            "tests/standard/flows/test_slow_phone.py",
            "test_each_page_of_the_main_job_is_of_use_soon_enough",
        ),
    ),
    # Papers are had large, on paper and read aloud; an easy-read version of one has no place yet.
    "E6": (),
    "K3": (
        *tests_of(
            "tests/links/test_linking.py",
            "test_what_leaves_is_what_was_agreed_to_for_whom_it_was_said",
            "test_either_cuts_at_once_and_nothing_of_the_other_is_left",
        ),
        *tests_of(
            "tests/links/test_who_is_in_both.py",
            "test_not_one_byte_tells_who_is_in_both",
        ),
    ),
    "K5": tests_of(
        "tests/days/test_days.py",
        "test_whoever_plans_reads_the_circles_days_in_words_and_of_people_only_that_some_cannot",
        "test_my_days_are_on_my_page_alone_and_in_no_list_of_what_was_done",
        "test_today_tells_me_alone_when_a_meeting_falls_on_one_of_my_days",
    ),
}
