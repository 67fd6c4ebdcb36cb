"""Addresses of what is answered without names: in a circle, and for whoever has a phrase."""

from django.urls import path

from handinhand.unnamed import views

app_name = "unnamed"
urlpatterns = [
    path("phrase/", views.phrase, name="phrase"),
    path("c/<str:circle_id>/without-names/", views.here, name="here"),
    path("c/<str:circle_id>/without-names/ask/", views.ask, name="ask"),
    path("c/<str:circle_id>/without-names/<str:box_id>/", views.box, name="box"),
]
