"""Addresses of the pages that bring parts together."""

from django.urls import path

from handinhand.home import views

app_name = "home"
urlpatterns = [
    path("", views.today, name="today"),
    path("up", views.up, name="up"),
    path("help/", views.help_page, name="help"),
    path("c/<str:circle_id>/", views.circle, name="circle"),
    path("c/<str:circle_id>/find/", views.find, name="find"),
]
