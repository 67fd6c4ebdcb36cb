"""Addresses of asks and offers, within a circle."""

from django.urls import path

from handinhand.work import views

app_name = "work"
urlpatterns = [
    path("", views.asks, name="list"),
    path("mine/", views.mine, name="mine"),
    path("new/", views.new, name="new"),
    path("<slug:ask_id>/", views.ask, name="ask"),
    path("<slug:ask_id>/answer/", views.answer, name="answer"),
    path("<slug:ask_id>/who/", views.who, name="who"),
    path("<slug:ask_id>/end/", views.end, name="end"),
    path("<slug:ask_id>/longer/", views.lengthen, name="lengthen"),
    path("<slug:ask_id>/answers/<slug:answer_id>/", views.say, name="say"),
]
