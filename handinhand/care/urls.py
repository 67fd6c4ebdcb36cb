"""Addresses of how I am."""

from django.urls import path

from handinhand.care import views

app_name = "care"
urlpatterns = [
    path("me/how-i-am/", views.mine, name="mine"),
    path("me/how-i-am/<slug:check_in_id>/delete/", views.delete, name="delete"),
]
