"""Asking us for a partnership; the addresses carry the language."""

from django.urls import path

from finder.views import partnership

app_name = "partnership"

urlpatterns = [
    path("partnership/", partnership.PartnershipCreateView.as_view(), name="request_create"),
    path("partnership/known/", partnership.known_partners, name="known_partners"),
    path("partnership/sent/", partnership.request_sent, name="request_sent"),
    path("partnership/confirm/<str:token>/", partnership.request_confirm, name="request_confirm"),
]
