"""Addresses of circles."""

from django.urls import path

from handinhand.circles.views import agreeing, arriving, belonging, covering, doing, holding, welcoming

app_name = "circles"
urlpatterns = [
    path("start/", arriving.start, name="start"),
    path("join/", arriving.join_code, name="join_code"),
    path("join/<str:token>/", arriving.join_link, name="join"),
    path("c/<str:circle_id>/welcome/", arriving.welcome, name="welcome"),
    path("c/<str:circle_id>/members/", belonging.members, name="members"),
    path("c/<str:circle_id>/members/<str:member_id>/", holding.member_page, name="member"),
    path("c/<str:circle_id>/members/<str:member_id>/hold/", holding.ask, name="ask_hold"),
    path("c/<str:circle_id>/members/<str:member_id>/seeing/", holding.seeing, name="seeing"),
    path("c/<str:circle_id>/holds/answer/", holding.answer, name="answer_hold"),
    path("c/<str:circle_id>/holds/<str:hold_id>/", holding.hold, name="hold"),
    path("c/<str:circle_id>/holds/<str:hold_id>/agree/", holding.agree, name="agree_hold"),
    path("c/<str:circle_id>/holds/<str:hold_id>/end/", holding.end, name="end_hold"),
    path("c/<str:circle_id>/my-place/", belonging.my_place, name="my_place"),
    path("c/<str:circle_id>/what-i-come-with/", welcoming.comes_with, name="comes_with"),
    path("c/<str:circle_id>/hello/", welcoming.hello, name="hello"),
    path("c/<str:circle_id>/hello/offer/", welcoming.offer_hello, name="offer_hello"),
    path("c/<str:circle_id>/hello/ask/", welcoming.ask_hello, name="ask_hello"),
    path("c/<str:circle_id>/hello/answer/", welcoming.answer_hello, name="answer_hello"),
    path("c/<str:circle_id>/before-joining/", welcoming.reading, name="reading"),
    path("c/<str:circle_id>/invite/", belonging.invite, name="invite"),
    path("c/<str:circle_id>/invite/<str:invitation_id>/", belonging.invitation, name="invitation"),
    path("c/<str:circle_id>/invite/<str:invitation_id>/withdraw/", belonging.withdraw, name="withdraw"),
    path("c/<str:circle_id>/leave/", belonging.leave, name="leave"),
    path("c/<str:circle_id>/limits/", belonging.limits, name="limits"),
    path("c/<str:circle_id>/agreement/", agreeing.agreement, name="agreement"),
    path("c/<str:circle_id>/agreement/<str:kind>/earlier/", agreeing.earlier, name="earlier"),
    path("c/<str:circle_id>/words/<str:words_id>/cover/", covering.cover, name="cover"),
    path("c/<str:circle_id>/words/<str:words_id>/cover/stays/", covering.stays, name="cover_stays"),
    path("c/<str:circle_id>/words/<str:words_id>/cover/off/", covering.off, name="cover_off"),
    path("c/<str:circle_id>/own/<slug:own_kind>/<str:own_id>/cover/", covering.cover, name="own_cover"),
    path("c/<str:circle_id>/own/<slug:own_kind>/<str:own_id>/cover/stays/", covering.stays, name="own_cover_stays"),
    path("c/<str:circle_id>/own/<slug:own_kind>/<str:own_id>/cover/off/", covering.off, name="own_cover_off"),
    path("c/<str:circle_id>/done/", doing.ledger, name="ledger"),
    path("c/<str:circle_id>/done/paper/", doing.from_paper, name="from_paper"),
]
