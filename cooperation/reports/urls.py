"""Addresses of the reports of a year."""

from django.urls import path

from cooperation.reports.views import YearReportView

urlpatterns = [
    path("reports/<slug:about>/<int:pk>/<int:year>/", YearReportView.as_view(), name="year_report"),
]
