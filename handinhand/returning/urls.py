"""Addresses of being let back in."""

from django.urls import path

from handinhand.returning import views

app_name = "returning"
urlpatterns = [
    path("join/<str:token>/back/", views.ask, name="ask"),
    path("back/", views.mine, name="mine"),
    path("back/stop/<str:token>/", views.stop_link, name="stop_link"),
    path("back/<str:asked_id>/come-in/", views.come_in, name="come_in"),
    path("back/<str:asked_id>/as-myself/", views.as_myself, name="as_myself"),
    path("back/<str:asked_id>/stop/", views.stop, name="stop"),
    path("c/<str:circle_id>/back/", views.code, name="code"),
    path("c/<str:circle_id>/back/mine/", views.wish, name="wish"),
    path("c/<str:circle_id>/back/<str:asked_id>/", views.know, name="know"),
    path("c/<str:circle_id>/back/<str:asked_id>/open/", views.open_all, name="open"),
]
