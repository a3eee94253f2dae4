"""Addresses of the quality room; each subject has a module of its own."""

from quality.followups import urls as followups
from quality.reports import urls as reports

app_name = "quality"

urlpatterns: list = [
    *followups.urlpatterns,
    *reports.urlpatterns,
]
