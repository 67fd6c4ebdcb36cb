"""Addresses of how I am, of what helps me, of whom I turn to, and of who looks after care in a circle."""

from django.urls import path

from handinhand.care.views import afterwards, check_ins, danger, helping, holders, persons, support, topics

app_name = "care"
urlpatterns = [
    path("me/how-i-am/", check_ins.mine, name="mine"),
    path("me/how-i-am/delete-all/", check_ins.delete_all, name="delete_all"),
    path("me/how-i-am/<slug:check_in_id>/delete/", check_ins.delete, name="delete"),
    path("me/touches-on/<str:words_id>/", topics.touches, name="touches"),
    path("me/touches-on/<str:words_id>/let-it-be/", topics.let_it_be, name="let_it_be"),
    path("me/touches-on/<str:words_id>/ask/", topics.ask, name="ask_note"),
    path("me/support/", support.support, name="support"),
    path("me/support/<str:support_id>/take-back/", support.take_back, name="take_back"),
    path("me/person/", persons.mine, name="my_person"),
    path("me/person/choose/<str:place>/", persons.choose, name="choose_person"),
    path("me/person/<str:support_id>/end/", persons.end, name="end_person"),
    path("me/person-of/<str:support_id>/", persons.for_somebody, name="for_somebody"),
    path("me/person-of/<str:support_id>/yes/", persons.yes, name="be_person"),
    path("me/person-of/<str:support_id>/not-this-time/", persons.not_this_time, name="be_no_person"),
    path("me/person-of/<str:support_id>/when/", persons.when, name="say_when"),
    path("me/person-of/<str:support_id>/away/", persons.away, name="say_away"),
    path("me/turned-to-me/<str:turned_id>/", support.turned, name="turned"),
    path("me/turned-to-me/<str:turned_id>/open/", support.open_it, name="open_turned"),
    path("me/turned-to-me/<str:turned_id>/answer/", support.answer, name="answer_turned"),
    path("c/<str:circle_id>/care/", holders.of_circle, name="of_circle"),
    path("c/<str:circle_id>/care/take/", holders.take, name="take_care"),
    path("c/<str:circle_id>/care/hand-back/", holders.hand_back, name="hand_care_back"),
    path("c/<str:circle_id>/care/lines/", holders.lines, name="circle_lines"),
    path("c/<str:circle_id>/danger/", danger.here, name="danger"),
    path("c/<str:circle_id>/danger/mine/", danger.mine, name="danger_mine"),
    path("c/<str:circle_id>/danger/mine/<str:passed_id>/", danger.forget, name="danger_forget"),
    path("c/<str:circle_id>/danger/about-me/", danger.about_me, name="danger_about_me"),
    path("c/<str:circle_id>/danger/<str:danger>/", danger.pass_on, name="danger_pass_on"),
    path("c/<slug:circle_id>/how-i-am/", check_ins.say, name="say"),
    path("c/<slug:circle_id>/how-i-am/in/<slug:scope_id>/", check_ins.say, name="say_in"),
    path("c/<slug:circle_id>/what-helps-me/", helping.mine, name="helps"),
    path("c/<slug:circle_id>/what-helps-me/write/", helping.write, name="help_write"),
    path("c/<slug:circle_id>/what-helps-me/on-paper/", helping.printed, name="help_printed"),
    path("c/<slug:circle_id>/what-helps-me/again/", helping.again, name="help_again"),
    path("c/<slug:circle_id>/what-helps-me/<slug:help_id>/", helping.line, name="help_line"),
    path("c/<slug:circle_id>/what-helps-me/<slug:help_id>/delete/", helping.delete, name="help_delete"),
    path("c/<slug:circle_id>/what-helps/<slug:scope_id>/", helping.here, name="help_here"),
    path("c/<slug:circle_id>/tomorrow/<slug:scope_id>/", afterwards.tomorrow, name="tomorrow"),
    path("c/<slug:circle_id>/tomorrow/<slug:scope_id>/call-off/", afterwards.call_off, name="call_off"),
    path("c/<slug:circle_id>/to-ask/<slug:kept_id>/", afterwards.to_ask, name="to_ask"),
]
