"""Addresses of meetings: plans, the room and the summary."""

from django.urls import path

from handinhand.meetings.views import editing, looking, pace, papers, plans, rooms, series, summaries

app_name = "meetings"
urlpatterns = [
    path("", plans.listed, name="list"),
    path("new/", plans.new, name="new"),
    path("pace/", pace.agreed, name="agreed_pace"),
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
    path("<str:meeting_id>/again/", series.again, name="again"),
    path("<str:meeting_id>/call-off/", series.call_off, name="call_off"),
    path("<str:meeting_id>/papers/", papers.add, name="add_paper"),
    path("<str:meeting_id>/papers/file/", papers.from_file, name="paper_from_file"),
    path("<str:meeting_id>/papers/<str:paper_id>/", papers.paper, name="paper"),
    path("<str:meeting_id>/papers/<str:paper_id>/change/", papers.change, name="change_paper"),
    path("<str:meeting_id>/papers/<str:paper_id>/take-back/", papers.take_back, name="take_paper_back"),
    path("<str:meeting_id>/look-round/", looking.look_round, name="look_round"),
    path("<str:meeting_id>/look-round/<str:part_id>/", looking.look_at, name="look_at"),
    path("<str:meeting_id>/room/", rooms.room, name="room"),
    path("<str:meeting_id>/room/do/<str:name>/", rooms.act, name="act"),
    path("<str:meeting_id>/room/say/<str:part_id>/", rooms.say, name="say"),
    path("<str:meeting_id>/room/how-i-am/", rooms.how_i_am, name="how_i_am"),
    path("<str:meeting_id>/room/propose/", rooms.propose, name="propose"),
    path("<str:meeting_id>/summary/", summaries.summary, name="summary"),
    path("<str:meeting_id>/summary/<str:said_id>/further/", summaries.let_further, name="let_further"),
    path("<str:meeting_id>/summary/<str:said_id>/share/", summaries.share_kept, name="share_kept"),
]
