"""Addresses of decisions, within a circle."""

from django.urls import path

from handinhand.decisions.views import proposals as views

app_name = "decisions"
urlpatterns = [
    path("", views.decisions, name="list"),
    path("propose/", views.propose, name="propose"),
    path("<slug:proposal_id>/", views.proposal, name="proposal"),
    path("<slug:proposal_id>/ask/", views.ask, name="ask"),
    path("<slug:proposal_id>/position/", views.take_position, name="position"),
    path("<slug:proposal_id>/positions/<slug:position_id>/answered/", views.call_answered, name="answered"),
    path("<slug:proposal_id>/positions/<slug:position_id>/keep/", views.keep_beside, name="keep"),
]
