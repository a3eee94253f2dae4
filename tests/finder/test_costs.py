"""What the page of a partner says of money: by the tables, for programmes that pay, and never more."""

import pytest

from agreements.enums import MobilityKind
from finder.current import current_index
from reference.loading import TABLES
from reference.models import GrantRate
from tests.agreements.factories import ConditionFactory, home
from tests.supplied import load

pytestmark = pytest.mark.django_db


@pytest.fixture
def tables():
    load(TABLES)
    return home()


@pytest.fixture
def money(client):
    def of(partner):
        response = client.get(f"/universities/{partner.pk}-{partner.slug}/")
        return [one.money for one in response.context["page"].usable]

    return of


def amounts(one) -> list[tuple[str, str]]:
    return [(paid.what, paid.amount.replace("\N{NO-BREAK SPACE}", " ")) for paid in one.paid]


def test_each_kind_of_stay_is_paid_by_the_country_and_the_way_by_its_length(tables, offer, lodz, money):
    agreement = offer(lodz)
    for kind in (MobilityKind.STUDENT_TRAINEESHIP, MobilityKind.STAFF_TEACHING):
        ConditionFactory(agreement=agreement, kind=kind)
    [one] = money(lodz)
    assert amounts(one) == [
        ("Studies", "510 € a month"),
        ("Traineeship", "660 € a month"),
        ("Teaching", "at most 150 € a day"),
    ]
    assert (one.call, one.is_scarce, one.paid[0].origin) == (2026, False, "UHR (Sweden)")
    assert one.travel is None  # where home is, is not known
    type(tables).objects.filter(pk=tables.pk).update(latitude="56.16", longitude="15.59")
    [one] = money(lodz)
    assert (one.travel.amount, one.travel.green) == ("309\N{NO-BREAK SPACE}€", "417\N{NO-BREAK SPACE}€")
    assert one.estimate == f"?partner={lodz.pk}&activity=student-studies&scheme=KA131"


def test_an_agreement_outside_erasmus_promises_no_grant(tables, offer, lodz, kyoto, money, client):
    offer(lodz, kind="student_exchange")
    assert money(lodz) == [None]
    offer(kyoto)
    [one] = money(kyoto)
    assert (amounts(one), one.is_scarce) == ([("Studies", "700 € a month")], True)
    text = client.get(f"/universities/{kyoto.pk}-{kyoto.slug}/").content.decode()
    assert "ask the office before you count on it" in text


def test_an_amount_that_changes_is_shown_at_once(tables, offer, lodz, money):
    offer(lodz)
    before = current_index()
    assert amounts(money(lodz)[0]) == [("Studies", "510 € a month")]
    GrantRate.objects.filter(code="SMS-SE-24-G3").update(amount_fixed="512.50")
    assert amounts(money(lodz)[0]) == [("Studies", "512.50 € a month")]
    assert current_index() is not before


def test_without_tables_nothing_is_said_of_money(offer, lodz, money):
    offer(lodz)
    assert money(lodz) == [None]
