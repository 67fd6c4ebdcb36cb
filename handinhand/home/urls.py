"""Addresses of the pages that bring parts together."""

from django.urls import path

from handinhand.home.views import contact, energy, messages, pages, promises, rules, threads, topics, written

app_name = "home"
urlpatterns = [
    path("", pages.today, name="today"),
    path("up", pages.up, name="up"),
    path("help/", pages.help_page, name="help"),
    path("what-a-keeper-could-do/", pages.keeper, name="keeper"),
    path("promises-we-keep/", promises.promises_we_keep, name="promises_we_keep"),
    path("rules-for-our-pages/", rules.rules_of_pages, name="rules_of_pages"),
    path("me/messages/", messages.settings, name="messages"),
    path("me/messages/read/", messages.read, name="messages_read"),
    path("me/messages/on/", messages.switch_on, name="messages_on"),
    path("me/messages/stop/", messages.switch_off, name="messages_stop"),
    path("me/contact/", contact.ways, name="contact"),
    path("me/contact/none/", contact.none, name="contact_none"),
    path("me/contact/<slug:way>/", contact.way, name="contact_way"),
    path("me/contact/<slug:way>/safe/", contact.safe, name="contact_safe"),
    path("me/contact/<slug:way>/still/", contact.still, name="contact_still"),
    path("me/contact/<slug:way>/not/", contact.not_safe, name="contact_not"),
    path("me/open/", energy.open_to_me, name="open_to_me"),
    path("me/open/<str:ask_id>/", energy.asked, name="asked"),
    path("me/meanwhile/", energy.meanwhile, name="meanwhile"),
    path("me/topics/", topics.mine, name="topics"),
    path("me/topics/<str:own_topic_id>/take-out/", topics.take_out, name="topic_out"),
    path("me/written/", written.written, name="written"),
    path("me/written/<str:words_id>/who/", written.shown_to, name="shown_to"),
    path("me/written/<str:words_id>/gone/", written.gone, name="gone"),
    path("messages/off/<str:token>/", messages.off, name="messages_off"),
    path("c/<str:circle_id>/", pages.circle, name="circle"),
    path("c/<str:circle_id>/find/", pages.find, name="find"),
    path("c/<str:circle_id>/thread/<str:words_id>/", threads.thread, name="thread"),
    path("c/<str:circle_id>/thread/<str:words_id>/named/", threads.credit, name="credit"),
    path("c/<str:circle_id>/talk-about/<slug:promise_id>/", threads.talk_about, name="talk_about"),
]
