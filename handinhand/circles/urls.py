"""Addresses of circles."""

from django.urls import path

from handinhand.circles import views

app_name = "circles"
urlpatterns = [
    path("start/", views.start, name="start"),
    path("join/", views.join_code, name="join_code"),
    path("join/<str:token>/", views.join, name="join"),
    path("c/<str:circle_id>/members/", views.members, name="members"),
    path("c/<str:circle_id>/my-place/", views.my_place, name="my_place"),
    path("c/<str:circle_id>/invite/", views.invite, name="invite"),
    path("c/<str:circle_id>/invite/<str:invitation_id>/withdraw/", views.withdraw, name="withdraw"),
    path("c/<str:circle_id>/leave/", views.leave, name="leave"),
    path("c/<str:circle_id>/agreement/", views.agreement, name="agreement"),
    path("c/<str:circle_id>/agreement/before/", views.versions, name="versions"),
    path("c/<str:circle_id>/limits/", views.limits, name="limits"),
    path("c/<str:circle_id>/done/", views.ledger, name="ledger"),
]
