"""Addresses of roles."""

from django.urls import path

from handinhand.roles import views

app_name = "roles"
urlpatterns = [
    path("", views.here, name="here"),
    path("invent/", views.invent, name="invent"),
    path("draw/<str:draw_id>/", views.draw, name="draw"),
    path("draw/<str:draw_id>/call-off/", views.call_off, name="call_off"),
    path("draw/<str:draw_id>/close/", views.close, name="close"),
    path("draw/<str:draw_id>/answer/", views.answer, name="answer"),
    path("<str:role_ref>/", views.role, name="role"),
    path("<str:role_ref>/say/", views.say, name="say"),
    path("<str:role_ref>/take/", views.take, name="take"),
    path("<str:role_ref>/hand-back/", views.hand_back, name="hand_back"),
    path("<str:role_ref>/change/", views.change, name="change"),
    path("<str:role_ref>/let-go/", views.let_go, name="let_go"),
    path("<str:role_ref>/open-draw/", views.open_draw, name="open_draw"),
]
