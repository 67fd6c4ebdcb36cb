"""Addresses of finding a time together."""

from django.urls import path

from handinhand.times import views

app_name = "times"
urlpatterns = [
    path("", views.listed, name="list"),
    path("new/", views.new, name="new"),
    path("<str:asking_id>/", views.asking, name="asking"),
    path("<str:asking_id>/skip/", views.skip, name="skip"),
    path("<str:asking_id>/close/", views.close, name="close"),
    path("<str:asking_id>/stop/", views.stop, name="stop"),
    path("<str:asking_id>/plan/", views.plan, name="plan"),
]
