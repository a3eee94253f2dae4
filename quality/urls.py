"""Addresses of the quality room; each subject has a module of its own."""

from quality.actions import urls as actions
from quality.catalogue import urls as catalogue
from quality.consistency import urls as consistency
from quality.evidence import urls as evidence
from quality.followups import urls as followups
from quality.reports import urls as reports

app_name = "quality"

urlpatterns: list = [
    *consistency.urlpatterns,
    *actions.urlpatterns,  # before those of follow-ups, whose moves may be called anything
    *catalogue.urlpatterns,
    *evidence.urlpatterns,
    *followups.urlpatterns,
    *reports.urlpatterns,
]
