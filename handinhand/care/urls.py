"""Addresses of how I am."""

from django.urls import path

from handinhand.care.views import check_ins

app_name = "care"
urlpatterns = [
    path("me/how-i-am/", check_ins.mine, name="mine"),
    path("me/how-i-am/<slug:check_in_id>/delete/", check_ins.delete, name="delete"),
]
