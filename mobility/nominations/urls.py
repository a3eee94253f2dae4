"""Addresses of nominations by partners, below those of mobility."""

from django.urls import path

from mobility.nominations import pages

urlpatterns = [
    path("nominations/", pages.NominationPage.as_view(), name="nomination_page"),
    path("nominations/ask/", pages.NominationAskView.as_view(), name="nomination_ask"),
    path("nominations/<int:pk>/revoke/", pages.NominationRevokeView.as_view(), name="nomination_revoke"),
]
