"""Addresses of being beside each other."""

from django.urls import path

from handinhand.beside import views

app_name = "beside"
urlpatterns = [
    path("", views.here, name="here"),
    path("say/", views.say, name="say"),
    path("<str:beside_id>/yes/", views.will_be, name="will_be"),
    path("<str:beside_id>/not-this-time/", views.not_this_time, name="not_this_time"),
]
