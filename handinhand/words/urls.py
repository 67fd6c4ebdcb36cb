"""Addresses of one's own words."""

from django.urls import path

from handinhand.words import views

app_name = "words"
urlpatterns = [
    path("<str:words_id>/", views.own, name="own"),
    path("<str:words_id>/take-back/", views.take_back, name="take_back"),
    path("<str:words_id>/put-back/", views.put_back, name="put_back"),
]
