"""Addresses of promises, within a circle."""

from django.urls import path

from handinhand.promises import views

app_name = "promises"
urlpatterns = [
    path("", views.promises, name="list"),
    path("make/", views.make, name="make"),
    path("<slug:promise_id>/", views.promise, name="promise"),
    path("<slug:promise_id>/answer/", views.answer, name="answer"),
    path("<slug:promise_id>/take-on/", views.take_on, name="take_on"),
    path("<slug:promise_id>/ask-again/", views.ask_again, name="ask_again"),
    path("<slug:promise_id>/no-longer-needed/", views.let_go, name="let_go"),
    path("<slug:promise_id>/needed-again/", views.need_again, name="need_again"),
]
