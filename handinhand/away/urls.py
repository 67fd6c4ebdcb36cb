"""Addresses of stepping away."""

from django.urls import path

from handinhand.away import views

app_name = "away"
urlpatterns = [
    path("", views.about_me, name="about_me"),
    path("beside-me/", views.choose, name="choose"),
    path("beside-me/nobody/", views.nobody, name="nobody"),
    path("looked/", views.looked, name="looked"),
    path("mine/", views.mine, name="mine"),
    path("sooner/", views.wish, name="wish"),
    path("ask/<str:member_id>/", views.ask, name="ask"),
    path("beside/<str:company_id>/", views.company, name="company"),
    path("<str:use_id>/", views.of_use, name="of_use"),
]
