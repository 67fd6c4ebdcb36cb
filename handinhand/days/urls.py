"""Addresses of days that do not suit."""

from django.urls import path

from handinhand.days import views

app_name = "days"
urlpatterns = [
    path("me/days/", views.mine, name="mine"),
    path("me/days/told/", views.told, name="told"),
    path("me/days/<str:ident>/take-out/", views.take_out, name="take_out"),
    path("c/<str:circle_id>/days/", views.of_circle, name="of_circle"),
    path("c/<str:circle_id>/days/<str:day_id>/take-out/", views.take_out_of_circle, name="take_out_of_circle"),
]
