"""Addresses of links, all of them within a circle."""

from django.urls import path

from handinhand.links import views

app_name = "links"
urlpatterns = [
    path("", views.here, name="here"),
    path("ask/", views.offer, name="offer"),
    path("code/", views.code, name="code"),
    path("code/<str:link_code>/", views.accept, name="accept"),
    path("updates/", views.updates, name="updates"),
    path("updates/tell/", views.tell, name="tell"),
    path("updates/<str:update_id>/take-back/", views.take_back, name="take_back"),
    path("<str:link_id>/known/", views.known, name="known"),
    path("<str:link_id>/cut/", views.cut, name="cut"),
]
