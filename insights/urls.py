"""Addresses of the insights room; each subject has a module of its own."""

from insights.findings import urls as findings
from insights.home import urls as home
from insights.kpis import urls as kpis
from insights.numbers import urls as numbers
from insights.pictures import urls as pictures
from insights.pins import urls as pins
from insights.reports import urls as reports

app_name = "insights"

urlpatterns: list = [
    *home.urlpatterns,
    *findings.urlpatterns,
    *kpis.urlpatterns,
    *numbers.urlpatterns,
    *pictures.urlpatterns,
    *pins.urlpatterns,
    *reports.urlpatterns,
]
