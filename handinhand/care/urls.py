"""Addresses of how I am."""

from django.urls import path

from handinhand.care.views import check_ins, topics

app_name = "care"
urlpatterns = [
    path("me/how-i-am/", check_ins.mine, name="mine"),
    path("me/how-i-am/<slug:check_in_id>/delete/", check_ins.delete, name="delete"),
    path("me/touches-on/<str:words_id>/", topics.touches, name="touches"),
    path("me/touches-on/<str:words_id>/let-it-be/", topics.let_it_be, name="let_it_be"),
    path("me/touches-on/<str:words_id>/ask/", topics.ask, name="ask_note"),
]
