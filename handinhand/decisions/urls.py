"""Addresses of decisions, within a circle."""

from django.urls import path

from handinhand.decisions.views import course, powers, secret, slips, talking
from handinhand.decisions.views import proposals as views

app_name = "decisions"
urlpatterns = [
    path("", views.decisions, name="list"),
    path("propose/", views.propose, name="propose"),
    path("holds/<str:hold_id>/", views.propose_about_hold, name="propose_about_hold"),
    path("rules/<slug:power>/", powers.propose_rule, name="propose_rule"),
    path("agreeing/<str:use_id>/", powers.propose_use, name="propose_use"),
    path("<slug:proposal_id>/", views.proposal, name="proposal"),
    path("<slug:proposal_id>/ask/", views.ask, name="ask"),
    path("<slug:proposal_id>/position/", views.take_position, name="position"),
    path("<slug:proposal_id>/without-my-name/", secret.say, name="without_my_name"),
    path("<slug:proposal_id>/see-anew/", secret.see_anew, name="see_anew"),
    path("<slug:proposal_id>/slips/", slips.in_writing, name="slips"),
    path("<slug:proposal_id>/slips/<slug:slips_id>/", slips.look, name="look_at_slips"),
    path("<slug:proposal_id>/positions/<slug:position_id>/answered/", views.call_answered, name="answered"),
    path("<slug:proposal_id>/positions/<slug:position_id>/keep/", views.keep_beside, name="keep"),
    path("<slug:proposal_id>/live-with/", talking.live_with, name="live_with"),
    path("<slug:proposal_id>/change/", talking.change, name="change"),
    path("<slug:proposal_id>/offer/", talking.offer, name="offer"),
    path("<slug:proposal_id>/offers/<slug:offer_id>/take/", talking.take_offer, name="take_offer"),
    path("<slug:proposal_id>/offers/<slug:offer_id>/beside/", talking.put_beside, name="put_beside"),
    path("<slug:proposal_id>/heard/", talking.heard, name="heard"),
    path("<slug:proposal_id>/i-will/", talking.say_i_will, name="say_i_will"),
    path("<slug:proposal_id>/more/", course.more, name="more"),
    path("<slug:proposal_id>/look-again/", course.look_again, name="look_again"),
    path("<slug:proposal_id>/result/", course.result, name="result"),
]
