"""Every action that uses no power, with why it needs none.

Whatever touches others is a power: what is new stands here by choice, after somebody asked themselves whether it does.
"""

# What is one's own: words, place, energy, care, ways back, answers. Others find of it what they could find anyway.
OWN = """
    away.have_looked away.wish_back circles.asking.say_to_it mending.choose_ways
    mending.have_looked mending.stop mending.write_to
    calendars.calendar_for calendars.choose calendars.make_address calendars.switch_off care.check_ins.check_in
    care.check_ins.remove care.check_ins.remove_all care.check_ins.say_in_between care.danger.forget
    care.danger.have_read care.danger.letter_says care.danger.pass_on care.helping.open_help_again
    care.helping.remove_help care.helping.show_help care.helping.write_help care.persons.end care.persons.rewrite
    care.persons.say_away care.persons.say_when care.quiet.begin_again care.quiet.end_plan care.quiet.set_plan
    care.persons.look_away words.writing.remove_unseen
    care.support.open_it care.support.take_back topics.add_topics care.topics.ask_what_it_touches
    topics.leave_what_it_touches topics.say_what_it_touches topics.take_out_topic
    circles.hellos.come_with circles.hellos.offer_hello circles.holding.answer_hold circles.members.change_my_place
    circles.members.choose_sight_of circles.members.choose_together days.add_own_day days.choose_told
    days.take_out_own_day home.messages.switch_off home.messages.switch_on home.written.delete_for_good
    home.written.show_further meetings.ahead.move meetings.ahead.send meetings.answers.answer
    meetings.carrying.choose_after meetings.papers.attach meetings.papers.change_paper
    meetings.papers.put_paper_back meetings.papers.take_paper_back meetings.said.let_further
    meetings.said.propose_here meetings.said.say meetings.said.say_how_i_am meetings.said.share_kept
    meetings.stepping.stay people.addresses.ask_if_yours people.addresses.keep_address
    people.addresses.remove_address people.contact.ask_if_your_number people.contact.keep_number
    people.contact.remove_number people.contact.say_none people.contact.say_not_safe people.contact.say_safe
    people.contact.say_still_safe people.energy.begin_rest people.energy.come_back people.energy.drop_rest
    people.energy.give_week_back people.energy.say_hours people.energy.say_weights people.energy.show_rest
    people.energy.take_week_off people.passkeys.add_passkey people.passkeys.remove_passkey
    people.passkeys.rename_passkey people.persons.choose_comfort people.persons.forget_browsers
    people.persons.sign_out_everywhere people.unsent.keep_unsent people.unsent.let_all_go people.unsent.let_go_of
    people.unsent.was_sent profiles.gifts.choose_gifts profiles.lines.add_line profiles.lines.choose_people
    profiles.lines.open_again profiles.lines.show profiles.lines.show_line_to profiles.lines.write_line
    profiles.lists.choose profiles.lists.new_list profiles.photographs.put_photograph
    profiles.photographs.show_photograph_to profiles.photographs.take_photograph_away promises.asking.let_go
    promises.carrying.choose_credit promises.promising.answer promises.promising.make returning.open_all
    returning.wish roles.drawing.add_word roles.lending.hand_back tea.questions.add_question
    tea.questions.take_question_away tea.wishing.go_on tea.wishing.pause tea.wishing.stop_wishing tea.wishing.wish
    words.writing.change words.writing.change_and_keep words.writing.put_back words.writing.remove
    words.writing.see_words_of words.writing.share words.writing.show_to words.writing.stop_seeing_words_of
    words.writing.take_back words.writing.write work.change_who_sees work.end work.lengthen
    unnamed.answering.answer unnamed.asking.ask unnamed.phrases.add_name unnamed.phrases.write_anew
    meetings.unnamed.ask_in_meeting
"""

# It asks somebody by name, or answers that; or offers to carry something. Nothing happens to anybody without a yes.
ASKS = """
    away.answer_company away.choose_company away.look_away away.take_company_back
    mending.agree mending.answer_beside mending.ask_beside mending.have_nobody_beside
    mending.look_away mending.propose_agreed mending.say
    beside.not_this_time beside.say beside.will_be care.afterwards.answer_asking care.afterwards.ask_for_tomorrow
    care.afterwards.call_off care.holders.hand_care_back care.holders.take_care care.persons.choose
    care.persons.say_not_this_time care.persons.say_yes_to care.quiet.answer_asking care.quiet.answer_naming
    care.support.answer care.support.turn_to circles.hellos.answer_hello circles.hellos.ask_for_hello
    decisions.giving.answer_given decisions.giving.give meetings.friends.answer_change_for
    meetings.friends.answer_for meetings.friends.ask meetings.friends.ask_by_card meetings.friends.come_in_for
    meetings.friends.end meetings.friends.position_for meetings.friends.say_for meetings.friends.say_in_group_for
    meetings.friends.send_ahead_for meetings.friends.turn_for meetings.friends.will_write meetings.phones.put_on
    meetings.roles.hand_back meetings.stepping.choose meetings.stepping.will_fetch meetings.stepping.will_not_fetch
    people.asking.say_no people.asking.say_yes profiles.gifts.give profiles.gifts.keep profiles.gifts.let_go
    roles.drawing.answer
    promises.asking.ask_again promises.asking.need_again promises.promising.take_on tea.answering.all_right
    tea.answering.draw_me_again tea.answering.let_it_be tea.answering.not_this_time work.answer work.ask_or_offer
    work.say
"""

# It is said on the way to a decision or to a power: nothing happens before enough have, and that is the power.
GATHERS = """
    away.ask_to_end away.ask_to_step_away
    circles.asking.take_back_yes circles.asking.withdraw_asking meetings.late.ask_late
    circles.holding.ask_hold circles.holding.withdraw_ask
    decisions.course.begin_in_writing decisions.course.open_in_writing decisions.course.wait decisions.hearing.hear
    decisions.hearing.say_it_touches decisions.holds.propose_about_hold decisions.powers.propose_rule
    decisions.powers.propose_use decisions.proposals.ask decisions.proposals.open_positions
    decisions.proposals.propose decisions.proposals.take_position decisions.talking.begin_round
    decisions.talking.offer decisions.talking.put_beside decisions.talking.react decisions.talking.take_offer
    decisions.secret.say_anew decisions.secret.say_without_name
    decisions.slips.let_slips_go decisions.slips.say_slips_are_right decisions.slips.type_in
    links.knowing.ask_to_be_known links.linking.accept_link links.linking.offer_link links.telling.ask_to_tell
    home.talking.talk_about meetings.ahead.send_position meetings.ahead.take_back_position meetings.changing.answer
    meetings.changing.offer meetings.changing.take_offer_back meetings.phones.enter_position times.answer
    words.covering.say_yes_to_cover
"""

# A tap in an open room, with its own people (test_05): whoever is there changes it back with the next one.
IN_THE_ROOM = """
    meetings.deciding.talk_first meetings.groups.back_together meetings.groups.bring_back meetings.groups.finish
    meetings.groups.say_in_group meetings.groups.split_up meetings.groups.stay_here meetings.pauses.a_little_longer
    meetings.pauses.ask_to_go_on meetings.pauses.be_back meetings.pauses.begin_break meetings.pauses.go_on
    meetings.pauses.no_break meetings.pauses.stay_longer meetings.pauses.tell_all meetings.pauses.tell_care
    meetings.phones.ask_on meetings.phones.enter meetings.phones.take_off meetings.phones.turn_on
    meetings.rooms.come_in meetings.rooms.go_to meetings.rooms.open_ideas meetings.rooms.step_out
    meetings.unnamed.open_without_names
    meetings.said.take_up meetings.turns.count_written_turn meetings.turns.end_turn meetings.turns.lower_hand
    meetings.turns.pass_turn meetings.turns.raise_hand
"""

# A plan that only its planner sees, until everyone is invited to it.
DRAFTS = """
    meetings.editing.accept meetings.planning.copy_plan meetings.planning.leave_finding meetings.planning.start_plan
    times.plan
"""

# A piece of something larger, which alone is offered to anybody: the larger thing uses the power, or is one's own.
PIECES = """
    circles.asking.hold_to_decide circles.askings.lock_use meetings.late.what_changing_does
    circles.asking.what_would_happen circles.closing.what_closing_does circles.invitations.what_inviting_does
    circles.members.be_in circles.members.be_out circles.powers.use_power ledger.record
    away.words_first decisions.secret.let_in links.knowing.what_being_known_does links.linking.what_linking_does
    links.telling.what_telling_does
    meetings.announcing.write_change
    meetings.asked.what_calling_off_does meetings.asked.what_setting_does meetings.taking.begin_to_hold
    meetings.taking.hold_no_more profiles.lines.present_profile profiles.lines.scope_for profiles.lists.chosen_list
    promises.carrying.carry_on returning.find_ask words.covering.hold_cover words.covering.keep_cover
    words.covering.put_cover words.covering.take_cover_off
"""

NEEDS_NO_POWER = [*OWN.split(), *ASKS.split(), *GATHERS.split(), *IN_THE_ROOM.split(), *DRAFTS.split(), *PIECES.split()]
