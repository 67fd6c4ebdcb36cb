"""Addresses of how I am, of whom I turn to, and of who looks after care in a circle."""

from django.urls import path

from handinhand.care.views import check_ins, danger, holders, persons, quiet, support

app_name = "care"
urlpatterns = [
    path("me/how-i-am/", check_ins.mine, name="mine"),
    path("me/if-i-go-quiet/", quiet.mine, name="quiet"),
    path("c/<str:circle_id>/if-i-go-quiet/", quiet.plan, name="quiet_plan"),
    path("c/<str:circle_id>/if-i-go-quiet/end/", quiet.end, name="quiet_end"),
    path("c/<str:circle_id>/if-i-go-quiet/again/", quiet.again, name="quiet_again"),
    path("c/<str:circle_id>/ask-after/<str:asker_id>/", quiet.ask_after, name="ask_after"),
    path("c/<str:circle_id>/how-are/<str:asker_id>/", quiet.how_are, name="how_are"),
    path("me/how-i-am/<slug:check_in_id>/delete/", check_ins.delete, name="delete"),
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
]
