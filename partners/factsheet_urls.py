"""The one public address of this room: a partner looks through its factsheet."""

from django.urls import path

from partners.views import factsheet_public

app_name = "factsheet"

urlpatterns = [path("factsheet/<str:token>/", factsheet_public.factsheet, name="answer")]
