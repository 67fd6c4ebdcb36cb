"""Addresses of the introduction; it is open to everybody, and nothing of any circle is in it."""

from django.urls import path

from handinhand.practice import views

app_name = "practice"
urlpatterns = [
    path("", views.start, name="start"),
    path("paper/", views.paper, name="paper"),
    path("<slug:piece>/", views.part, name="part"),
]
