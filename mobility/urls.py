"""Addresses of the mobility room; each subject has a module of its own."""

from mobility.projects import urls as projects
from mobility.stays import urls as stays

app_name = "mobility"

urlpatterns: list = [*projects.urlpatterns, *stays.urlpatterns]
