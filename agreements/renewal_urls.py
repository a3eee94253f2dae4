"""Addresses under ``/agreements/renewals/``."""

from django.urls import path

from agreements.views import renewals

urlpatterns = [
    path("many/", renewals.RenewManyView.as_view(), name="renew_many"),
    path("runs/<int:pk>/", renewals.renewal_run, name="renewal_run"),
    path("runs/<int:pk>/progress/", renewals.renewal_progress, name="renewal_progress"),
]
