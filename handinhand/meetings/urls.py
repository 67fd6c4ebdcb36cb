"""Addresses of meetings: plans, the room and the summary."""

from django.urls import path

from handinhand.meetings.views import ahead, editing, friends, plans, rooms, summaries

app_name = "meetings"
urlpatterns = [
    path("", plans.listed, name="list"),
    path("new/", plans.new, name="new"),
    path("<str:meeting_id>/", plans.plan, name="plan"),
    path("<str:meeting_id>/answer/", plans.answer, name="answer"),
    path("<str:meeting_id>/like-this/", plans.like_this, name="like_this"),
    path("<str:meeting_id>/details/", editing.details, name="details"),
    path("<str:meeting_id>/parts/", editing.parts, name="parts"),
    path("<str:meeting_id>/parts/new/", editing.add_part, name="add_part"),
    path("<str:meeting_id>/parts/<str:part_id>/", editing.part, name="part"),
    path("<str:meeting_id>/parts/<str:part_id>/move/", editing.move_part, name="move_part"),
    path("<str:meeting_id>/parts/<str:part_id>/remove/", editing.remove_part, name="remove_part"),
    path("<str:meeting_id>/parts/<str:part_id>/questions/", editing.add_question, name="add_question"),
    path("<str:meeting_id>/questions/<str:question_id>/remove/", editing.remove_question, name="remove_question"),
    path("<str:meeting_id>/pace/", editing.pace, name="pace"),
    path("<str:meeting_id>/pace/answer/", editing.answer_finding, name="answer_finding"),
    path("<str:meeting_id>/invite/", editing.invite, name="invite"),
    path("<str:meeting_id>/ahead/", ahead.ahead, name="ahead"),
    path("<str:meeting_id>/ahead/for/<str:part_id>/", ahead.ahead_for, name="ahead_for"),
    path("<str:meeting_id>/ahead/position/<str:proposal_id>/", ahead.ahead_position, name="ahead_position"),
    path("<str:meeting_id>/ahead/<str:ahead_id>/move/", ahead.ahead_move, name="ahead_move"),
    path("<str:meeting_id>/ahead/<str:ahead_id>/take-back/", ahead.ahead_take_back, name="ahead_take_back"),
    path("<str:meeting_id>/friend/", friends.friend, name="friend"),
    path("<str:meeting_id>/friend/ask/", friends.ask, name="ask_friend"),
    path("<str:meeting_id>/friend/by-card/", friends.by_card, name="friend_by_card"),
    path("<str:meeting_id>/friend/<str:yes_id>/", friends.writing, name="writing_for"),
    path("<str:meeting_id>/friend/<str:yes_id>/end/", friends.end, name="end_friend"),
    path("<str:meeting_id>/friend/<str:yes_id>/position/", friends.position_for, name="position_for"),
    path("<str:meeting_id>/friend/<str:yes_id>/say/<str:part_id>/", friends.say_for, name="say_for"),
    path("<str:meeting_id>/friend/<str:yes_id>/do/<str:name>/", friends.do_for, name="do_for"),
    path("<str:meeting_id>/room/", rooms.room, name="room"),
    path("<str:meeting_id>/room/do/<str:name>/", rooms.act, name="act"),
    path("<str:meeting_id>/room/say/<str:part_id>/", rooms.say, name="say"),
    path("<str:meeting_id>/room/how-i-am/", rooms.how_i_am, name="how_i_am"),
    path("<str:meeting_id>/room/propose/", rooms.propose, name="propose"),
    path("<str:meeting_id>/summary/", summaries.summary, name="summary"),
    path("<str:meeting_id>/summary/<str:said_id>/further/", summaries.let_further, name="let_further"),
    path("<str:meeting_id>/summary/<str:said_id>/share/", summaries.share_kept, name="share_kept"),
]
