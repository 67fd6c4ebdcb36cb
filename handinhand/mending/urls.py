"""Addresses of what is in the way."""

from django.urls import path

from handinhand.mending import views

app_name = "mending"
urlpatterns = [
    path("", views.here, name="here"),
    path("harm/", views.harm, name="harm"),
    path("say/", views.say, name="say"),
    path("<str:row_id>/", views.one, name="one"),
    path("<str:row_id>/ways/", views.ways, name="ways"),
    path("<str:row_id>/write/", views.write, name="write"),
    path("<str:row_id>/agreed/", views.agreed, name="agreed"),
    path("<str:row_id>/beside/", views.beside, name="beside"),
    path("<str:row_id>/ask-beside/", views.ask_beside, name="ask_beside"),
    path("<str:row_id>/nobody-beside/", views.nobody_beside, name="nobody_beside"),
    path("<str:row_id>/looked/", views.looked, name="looked"),
    path("<str:row_id>/stop/", views.stop, name="stop"),
]
