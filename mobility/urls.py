"""Addresses of the mobility room; each subject has a module of its own."""

from mobility.balance import urls as balance
from mobility.bips import urls as bips
from mobility.checklist import urls as checklist
from mobility.crisis import urls as crisis
from mobility.exchange import urls as exchange
from mobility.figures import urls as figures
from mobility.grants import urls as grants
from mobility.learning import urls as learning
from mobility.nominations import urls as nominations
from mobility.people import urls as people
from mobility.projects import urls as projects
from mobility.reports import urls as reports
from mobility.rounds import urls as rounds
from mobility.stays import urls as stays
from mobility.support import urls as support

app_name = "mobility"

urlpatterns: list = [
    *balance.urlpatterns,
    *bips.urlpatterns,
    *crisis.urlpatterns,
    *exchange.urlpatterns,
    *figures.urlpatterns,
    *checklist.urlpatterns,
    *grants.urlpatterns,
    *learning.urlpatterns,
    *nominations.urlpatterns,
    *people.urlpatterns,
    *projects.urlpatterns,
    *reports.urlpatterns,
    *rounds.urlpatterns,
    *stays.urlpatterns,
    *support.urlpatterns,
]
