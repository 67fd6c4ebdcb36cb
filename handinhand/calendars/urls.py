"""Addresses of calendars. The secret one says nothing of who it is for."""

from django.urls import path

from handinhand.calendars import views

app_name = "calendars"
urlpatterns = [
    path("me/calendar/", views.mine, name="mine"),
    path("me/calendar/address/", views.address, name="address"),
    path("me/calendar/off/", views.off, name="off"),
    path("me/calendar/kept/", views.kept, name="kept"),
    path("calendar/<str:secret>.ics", views.feed, name="feed"),
    path("c/<str:circle_id>/meetings/<str:meeting_id>/calendar/", views.meeting, name="meeting"),
    path("c/<str:circle_id>/meetings/<str:meeting_id>/meeting.ics", views.invitation, name="invitation"),
]
