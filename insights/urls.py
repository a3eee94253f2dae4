"""Addresses of the insights room; each subject has a module of its own."""

from insights.home import urls as home
from insights.kpis import urls as kpis
from insights.numbers import urls as numbers

app_name = "insights"

urlpatterns: list = [*home.urlpatterns, *numbers.urlpatterns, *kpis.urlpatterns]
