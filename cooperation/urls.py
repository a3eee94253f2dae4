"""Addresses of the cooperation room; each subject has a module of its own."""

from cooperation.activities import urls as activities
from cooperation.calls import urls as calls
from cooperation.plans import urls as plans
from cooperation.proposals import urls as proposals
from cooperation.reports import urls as reports

app_name = "cooperation"

urlpatterns: list = [
    *activities.urlpatterns,
    *plans.urlpatterns,
    *reports.urlpatterns,
    *calls.urlpatterns,
    *proposals.urlpatterns,
]
