"""The addresses of the demonstration."""

from __future__ import annotations

from django.urls import path

from portal.demo import views

urlpatterns = [
    path("", views.demo, name="demo"),
    path("word/<uuid:account>/", views.become, name="demo_become"),
    path("dag/", views.choose_day, name="demo_day"),
    path("verder/", views.play, name="demo_play"),
    path("ronde/", views.choose_round, name="demo_round"),
    path("post/", views.post, name="demo_post"),
]
