"""Every address of the house."""

from django.urls import include, path

from handinhand.ui import problems

handler400 = problems.not_readable
handler404 = problems.not_here
handler500 = problems.our_fault

# In the order in which they are asked for most: an address is compared with each until one is like it.
urlpatterns = [
    path("", include("handinhand.home.urls")),
    path("c/<str:circle_id>/meetings/", include("handinhand.meetings.urls")),
    path("c/<str:circle_id>/decisions/", include("handinhand.decisions.urls")),
    path("c/<str:circle_id>/promises/", include("handinhand.promises.urls")),
    path("c/<str:circle_id>/asks/", include("handinhand.work.urls")),
    path("c/<str:circle_id>/beside/", include("handinhand.beside.urls")),
    path("c/<str:circle_id>/tea/", include("handinhand.tea.urls")),
    path("c/<str:circle_id>/roles/", include("handinhand.roles.urls")),
    path("c/<str:circle_id>/links/", include("handinhand.links.urls")),
    path("c/<str:circle_id>/times/", include("handinhand.times.urls")),
    path("words/", include("handinhand.words.urls")),
    path("ten-minutes/", include("handinhand.practice.urls")),
    path("", include("handinhand.people.urls")),
    path("", include("handinhand.circles.urls")),
    path("", include("handinhand.returning.urls")),
    path("c/<str:circle_id>/in-the-way/", include("handinhand.mending.urls")),
    path("", include("handinhand.unnamed.urls")),
    path("c/<str:circle_id>/stepping-away/", include("handinhand.away.urls")),
    path("c/<str:circle_id>/", include("handinhand.profiles.urls")),
    path("", include("handinhand.care.urls")),
    path("", include("handinhand.days.urls")),
    path("", include("handinhand.calendars.urls")),
]
