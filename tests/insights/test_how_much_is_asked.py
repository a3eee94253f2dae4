"""Pictures and divided key figures ask the database as much for one row as for three."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from insights.kpis.keeping import count_key_figures
from mobility.enums import MobilityState
from tests.agreements.factories import AgreementFactory, ConditionFactory, InstitutionFactory
from tests.insights.worlds import THIS_YEAR
from tests.mobility.factories import GrantProjectFactory, MobilityFactory
from tests.networks.factories import NetworkFactory, NetworkMembershipFactory
from tests.quality.factories import FollowUpFactory, ProcessFactory, ProcessVersionFactory

pytestmark = pytest.mark.django_db

PICTURES = {"world": 5, "ends": 4, "flows-out": 14, "networks": 5, "wheel": 5}
OF_PROJECTS = "/insights/pictures/burn/"
KEY_FIGURES = {"KPI-08": 16, "KPI-11": 13, "KPI-15": 11}


def one_more(unit):
    """A row of everything that pictures and divisions show, with a partner, an agreement and a project of its own."""
    partner, project = InstitutionFactory(), GrantProjectFactory(unit=unit)
    agreement = AgreementFactory(responsible_unit=unit, partners=[partner])
    MobilityFactory(
        unit=unit,
        partner=partner,
        project=project,
        scheme=project.scheme,
        state=MobilityState.COMPLETED,
        academic_year=THIS_YEAR,
        agreement=agreement,
        condition=ConditionFactory(agreement=agreement, people_per_year=3),
    )
    process = ProcessFactory(code=f"P-{partner.pk}")
    NetworkMembershipFactory(network=NetworkFactory(), institution=partner)
    FollowUpFactory(unit=unit, academic_year=THIS_YEAR, version=ProcessVersionFactory(process=process))


def asked(browser, address) -> int:
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return len(queries)


def test_pictures_and_divided_figures_ask_the_same_of_one_and_of_three(kpis, university, unit, officer, browser_of):
    browser, found = browser_of(officer), []
    addresses = {
        **{f"/insights/pictures/{name}/": count for name, count in PICTURES.items()},
        **{f"/insights/figures/{code}/": count for code, count in KEY_FIGURES.items()},
    }
    for more in (1, 2):
        for _each in range(more):
            one_more(unit)
        count_key_figures(years=[THIS_YEAR], kpis=KEY_FIGURES)
        found.append({address: asked(browser, address) for address in addresses})

    assert found == [addresses, addresses]


def test_the_budgets_ask_four_times_of_each_of_at_most_ten_projects(university, unit, officer, browser_of):
    browser = browser_of(officer)
    counts = []
    for more in (1, 2, 9):
        for _each in range(more):
            GrantProjectFactory(unit=unit)
        counts.append(asked(browser, OF_PROJECTS))

    assert counts == [10, 18, 46]
