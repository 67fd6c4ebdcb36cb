"""Addresses of care."""

from django.urls import path

from handinhand.care.views import afterwards, check_ins, helping

app_name = "care"
urlpatterns = [
    path("me/how-i-am/", check_ins.mine, name="mine"),
    path("me/how-i-am/delete-all/", check_ins.delete_all, name="delete_all"),
    path("me/how-i-am/<slug:check_in_id>/delete/", check_ins.delete, name="delete"),
    path("c/<slug:circle_id>/how-i-am/", check_ins.say, name="say"),
    path("c/<slug:circle_id>/how-i-am/in/<slug:scope_id>/", check_ins.say, name="say_in"),
    path("c/<slug:circle_id>/what-helps-me/", helping.mine, name="helps"),
    path("c/<slug:circle_id>/what-helps-me/write/", helping.write, name="help_write"),
    path("c/<slug:circle_id>/what-helps-me/on-paper/", helping.printed, name="help_printed"),
    path("c/<slug:circle_id>/what-helps-me/again/", helping.again, name="help_again"),
    path("c/<slug:circle_id>/what-helps-me/<slug:help_id>/", helping.line, name="help_line"),
    path("c/<slug:circle_id>/what-helps-me/<slug:help_id>/delete/", helping.delete, name="help_delete"),
    path("c/<slug:circle_id>/what-helps/<slug:scope_id>/", helping.here, name="help_here"),
    path("c/<slug:circle_id>/tomorrow/<slug:scope_id>/", afterwards.tomorrow, name="tomorrow"),
    path("c/<slug:circle_id>/tomorrow/<slug:scope_id>/call-off/", afterwards.call_off, name="call_off"),
    path("c/<slug:circle_id>/to-ask/<slug:kept_id>/", afterwards.to_ask, name="to_ask"),
]
