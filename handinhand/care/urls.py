"""Addresses of how I am, and of what is to be when I go quiet."""

from django.urls import path

from handinhand.care.views import check_ins, quiet

app_name = "care"
urlpatterns = [
    path("me/how-i-am/", check_ins.mine, name="mine"),
    path("me/if-i-go-quiet/", quiet.mine, name="quiet"),
    path("c/<str:circle_id>/if-i-go-quiet/", quiet.plan, name="quiet_plan"),
    path("c/<str:circle_id>/if-i-go-quiet/end/", quiet.end, name="quiet_end"),
    path("c/<str:circle_id>/if-i-go-quiet/again/", quiet.again, name="quiet_again"),
    path("c/<str:circle_id>/ask-after/<str:asker_id>/", quiet.ask_after, name="ask_after"),
    path("c/<str:circle_id>/how-are/<str:asker_id>/", quiet.how_are, name="how_are"),
    path("me/how-i-am/<slug:check_in_id>/delete/", check_ins.delete, name="delete"),
]
