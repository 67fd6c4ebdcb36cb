"""Addresses of how I am."""

from django.urls import path

from handinhand.care.views import check_ins, danger

app_name = "care"
urlpatterns = [
    path("me/how-i-am/", check_ins.mine, name="mine"),
    path("me/how-i-am/<slug:check_in_id>/delete/", check_ins.delete, name="delete"),
    path("c/<str:circle_id>/danger/", danger.here, name="danger"),
    path("c/<str:circle_id>/danger/mine/", danger.mine, name="danger_mine"),
    path("c/<str:circle_id>/danger/mine/<str:passed_id>/", danger.forget, name="danger_forget"),
    path("c/<str:circle_id>/danger/about-me/", danger.about_me, name="danger_about_me"),
    path("c/<str:circle_id>/danger/<str:danger>/", danger.pass_on, name="danger_pass_on"),
]
