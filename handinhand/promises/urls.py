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
]
