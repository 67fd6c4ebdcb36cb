"""Addresses of pages about members."""

from django.urls import path

from handinhand.profiles.views import gifts, mine, photographs

app_name = "profiles"
urlpatterns = [
    path("my-page/", mine.mine, name="mine"),
    path("my-page/write/<str:heading>/", mine.write, name="write"),
    path("my-page/lines/<str:line_id>/", mine.line, name="line"),
    path("my-page/people/<str:words_id>/", mine.people, name="people"),
    path("my-page/again/", mine.again, name="again"),
    path("my-page/seen-as/", mine.look_as, name="look_as"),
    path("my-page/seen-as/<str:member_id>/", mine.seen_as, name="seen_as"),
    path("my-page/paper/", mine.printed, name="printed"),
    path("my-page/photograph/", photographs.photograph, name="photograph"),
    path("my-page/photograph/show/", photographs.show, name="show_photograph"),
    path("my-page/photograph/away/", photographs.take_away, name="take_photograph_away"),
    path("my-page/from-others/", gifts.choose_gifts, name="choose_gifts"),
    path("my-page/from-others/<str:gift_id>/", gifts.gift, name="gift"),
    path("my-page/from-others/<str:gift_id>/let-go/", gifts.let_go, name="let_go"),
    path("my-page/to-others/", gifts.given, name="given"),
    path("my-page/to-others/new/", gifts.to_whom, name="to_whom"),
    path("members/<str:member_id>/page/", gifts.page, name="page"),
    path("members/<str:member_id>/photograph/", photographs.picture, name="picture"),
    path("members/<str:member_id>/write/", gifts.give, name="give"),
]
