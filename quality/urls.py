"""Addresses of the quality room; each subject has a module of its own."""

from quality.actions import urls as actions
from quality.catalogue import urls as catalogue
from quality.consistency import urls as consistency
from quality.criteria import urls as criteria
from quality.cycles import urls as cycles
from quality.dialogues import urls as dialogues
from quality.evidence import urls as evidence
from quality.findings import urls as findings
from quality.followups import urls as followups
from quality.indicators import urls as indicators
from quality.objectives import urls as objectives
from quality.reports import urls as reports
from quality.reviews import urls as reviews

app_name = "quality"

urlpatterns: list = [
    *consistency.urlpatterns,
    *actions.urlpatterns,  # before those of follow-ups, whose moves may be called anything
    *catalogue.urlpatterns,
    *criteria.urlpatterns,
    *evidence.urlpatterns,
    *cycles.urlpatterns,
    *dialogues.urlpatterns,
    *findings.urlpatterns,
    *followups.urlpatterns,
    *indicators.urlpatterns,
    *objectives.urlpatterns,
    *reports.urlpatterns,
    *reviews.urlpatterns,
]
