"""Addresses of the mobility room; each subject has a module of its own."""

from mobility.balance import urls as balance
from mobility.bips import urls as bips
from mobility.grants import urls as grants
from mobility.people import urls as people
from mobility.projects import urls as projects
from mobility.stays import urls as stays
from mobility.support import urls as support

app_name = "mobility"

urlpatterns: list = [
    *balance.urlpatterns,
    *bips.urlpatterns,
    *grants.urlpatterns,
    *people.urlpatterns,
    *projects.urlpatterns,
    *stays.urlpatterns,
    *support.urlpatterns,
]
