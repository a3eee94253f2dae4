"""The balance of exchange by hand: what counts, how much, whose figures, and when it worries (AG-13)."""

import pytest
from django.urls import reverse

from agreements.enums import AgreementState, MobilityKind
from mobility.balance.counting import balance_by, balanced, counted_stays
from mobility.balance.enums import BalanceBy, BalanceLevel
from mobility.balance.on_pages import balances_of_agreements
from mobility.enums import MobilityState
from mobility.models import BalanceThreshold, Mobility
from mobility.querysets import VIEW
from tests.agreements.factories import AgreementFactory, ConditionFactory, home
from tests.mobility.factories import MobilityFactory, SchemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def thresholds():
    BalanceThreshold.objects.create(level="notice", semesters=2)
    BalanceThreshold.objects.create(level="warn", semesters=4, share_of_quota=25)


@pytest.fixture
def agreement(unit, thresholds):
    return AgreementFactory(responsible_unit=unit, state=AgreementState.ACTIVE)


@pytest.fixture
def exchange(agreement, unit):
    """Make stays under the agreement: ``exchange("outgoing", "autumn", count=2)``, accepted studies."""
    partner = agreement.parties.filter(is_home=False).get().institution

    def make(direction, term, count=1, **given):
        values = {"state": MobilityState.ACCEPTED, "unit": unit, "agreement": agreement, "partner": partner}
        for _each in range(count):
            MobilityFactory(**{**values, "direction": direction, "term": term, **given})

    return make


def test_two_of_one_semester_are_one_of_a_full_year(exchange):
    exchange("incoming", "full_year")
    exchange("outgoing", "autumn")
    exchange("outgoing", "spring", academic_year=2027)
    (row,) = balance_by(balanced(Mobility.objects.all()), BalanceBy.AGREEMENT)

    assert (row.came, row.went, row.balance, row.years) == (2, 2, 0, 2)
    years = balance_by(balanced(Mobility.objects.all()), BalanceBy.YEAR)
    assert [(year.key, year.balance) for year in years] == [(2026, 1), (2027, -1)]


@pytest.mark.parametrize(
    "given",
    [
        {"activity": "staff-teaching"},
        {"activity": "student-traineeship"},
        {"term": "other"},
        {"state": MobilityState.NOMINATED},
        {"state": MobilityState.CANCELLED},
    ],
)
def test_what_is_no_exchange_of_students_does_not_count(exchange, given):
    exchange("outgoing", **{"term": "autumn", **given})

    assert balance_by(balanced(Mobility.objects.all()), BalanceBy.PARTNER) == []


def test_a_scheme_that_is_not_balanced_does_not_count(exchange):
    exchange("outgoing", "autumn", scheme=SchemeFactory(code="bip", is_balanced=False))

    assert balance_by(balanced(Mobility.objects.all()), BalanceBy.PARTNER) == []


@pytest.mark.parametrize(
    ("people", "gone", "level"),
    [
        (20, 1, None),  # one is below every threshold
        (2, 1, None),  # half of what is agreed, but only one
        (20, 2, BalanceLevel.NOTICE),
        (20, 4, BalanceLevel.WARN),
        (8, 2, BalanceLevel.WARN),  # 2 of 8 are 25 per cent
        (9, 2, BalanceLevel.NOTICE),
    ],
)
def test_thresholds_are_semesters_or_a_share_of_what_is_agreed(exchange, agreement, people, gone, level):
    partner = agreement.parties.filter(is_home=False).get().institution
    ConditionFactory(
        agreement=agreement,
        sender=home(),
        receiver=partner,
        kind=MobilityKind.STUDENT_STUDIES,
        people_per_year=people,
        total_months=people * 5,
    )
    exchange("outgoing", "autumn", count=gone)
    (row,) = balance_by(balanced(Mobility.objects.all()), BalanceBy.AGREEMENT)

    assert (row.quota, row.level) == (people, level)


def test_figures_of_drafts_of_other_units_are_not_counted_for_an_outsider(exchange, unit, outsider, coordinator):
    exchange("outgoing", "autumn", agreement=AgreementFactory(responsible_unit=unit, state=AgreementState.DRAFT))

    assert counted_stays(outsider).count() == 0
    assert counted_stays(coordinator).count() == 1


def test_the_renewals_say_the_balance_in_words(exchange, agreement, officer, django_assert_num_queries):
    exchange("outgoing", "full_year", count=2)
    officer.has_perm(VIEW)  # reads the memberships
    with django_assert_num_queries(3):
        assert balances_of_agreements(officer, [agreement.pk]) == {agreement.pk: "−4 semesters · Warning"}


def test_the_page_groups_by_what_is_asked(exchange, officer, browser_of):
    exchange("outgoing", "full_year", count=2)
    browser = browser_of(officer)
    for by in BalanceBy:
        page = browser.get(reverse("mobility:balance"), {"by": by.value})
        assert page.status_code == 200
        assert "−4 semesters" in page.content.decode()
        beyond = browser.get(reverse("mobility:balance"), {"by": by.value, "page": "7"})
        assert "−4 semesters" in beyond.content.decode()
    assert browser.get(reverse("mobility:balance"), {"by": "people"}).status_code == 404


def test_the_balance_stands_on_the_pages_of_agreement_and_partner(exchange, agreement, officer, browser_of):
    exchange("outgoing", "full_year", count=2)
    partner = agreement.parties.filter(is_home=False).get().institution
    for page in (agreement, partner):
        assert "−4 semesters" in browser_of(officer).get(page.get_absolute_url()).content.decode()
