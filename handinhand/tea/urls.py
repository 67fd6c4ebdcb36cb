"""Addresses of tea."""

from django.urls import path

from handinhand.tea import views

app_name = "tea"
urlpatterns = [
    path("", views.here, name="here"),
    path("stop/", views.stop, name="stop"),
    path("pause/", views.pause, name="pause"),
    path("go-on/", views.go_on, name="go_on"),
    path("rhythm/", views.rhythm, name="rhythm"),
    path("again/", views.again, name="again"),
    path("leave-it/", views.leave_it, name="leave_it"),
    path("questions/", views.questions, name="questions"),
    path("questions/<str:tea_question_id>/away/", views.take_question_away, name="take_question_away"),
    path("apart/", views.apart, name="apart"),
    path("apart/<str:member_id>/", views.choose_apart, name="choose_apart"),
    path("<str:drawn_id>/all-right/", views.all_right, name="all_right"),
    path("<str:drawn_id>/not-this-time/", views.not_this_time, name="not_this_time"),
]
