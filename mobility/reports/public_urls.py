"""The public address by which somebody writes a report."""

from django.urls import path

from mobility.reports import public

app_name = "reports"

urlpatterns = [path("report/<str:token>/", public.answer, name="answer")]
