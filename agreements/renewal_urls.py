"""Addresses under ``/agreements/renewals/``."""

from django.urls import path

from agreements.views import renewal_list, renewals

urlpatterns = [
    path("", renewal_list.RenewalListView.as_view(), name="renewal_list"),
    path("export/", renewal_list.RenewalExportView.as_view(), name="renewal_export"),
    path("many/", renewals.RenewManyView.as_view(), name="renew_many"),
    path("runs/<int:pk>/", renewals.renewal_run, name="renewal_run"),
    path("runs/<int:pk>/progress/", renewals.renewal_progress, name="renewal_progress"),
]
