"""Public pages of the house; their addresses carry the language."""

from django.urls import path

from core.views import pages

app_name = "pages"

urlpatterns = [
    path("pages/accessibility/report/", pages.shortcoming_create, name="shortcoming_create"),
    path("pages/accessibility/report/sent/", pages.shortcoming_sent, name="shortcoming_sent"),
    path("pages/<slug:slug>/", pages.page_detail, name="page"),
]
