"""One address."""

from django.urls import path

from bench.floor.views import page

urlpatterns = [path("", page)]
