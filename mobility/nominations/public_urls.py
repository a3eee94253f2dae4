"""The one public address of nominations: a partner tells of its students."""

from django.urls import path

from mobility.nominations import public

app_name = "nominations"

urlpatterns = [path("nominate/<str:token>/", public.answer, name="answer")]
