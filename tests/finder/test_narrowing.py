"""What narrows the list beyond level and place: fields step by step, the level one has in a language, kinds of ways."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agreements.enums import MobilityKind
from finder.current import forget
from reference.enums import Continent, ProgrammeStatus
from reference.models import CountryStatus
from tests.agreements.factories import InstitutionFactory
from tests.mobility.factories import BipFactory, BipPartnerFactory
from tests.reference.factories import CountryFactory, IscedFieldFactory

pytestmark = pytest.mark.django_db
BIP_ROLE = "both"  # coordinates and receives


def names(client, query) -> list[str]:
    forget()
    return [card.name for card in client.get(f"/?{query}").context["results"].cards]


def choices(client, query, facet) -> dict[str, int]:
    """Every choice of the facet that is in sight, with its number."""
    forget()
    found = {}

    def walk(some):
        for choice in some:
            if choice.face.facet == facet:
                found[choice.face.value] = choice.count
            walk(choice.inner)

    for group in client.get(f"/?{query}").context["results"].groups:
        walk((*group.choices, *group.more))
    return found


@pytest.fixture
def lund(db):
    return InstitutionFactory(name="Lund")


def test_a_field_opens_step_by_step(client, us, offer, lodz, lund):
    offer(lodz, fields=["0613"])
    offer(lund, fields=["0612"])
    IscedFieldFactory(code="061", name_en="Information and communication technologies")
    assert choices(client, "", "field") == {"06": 2}
    assert choices(client, "field=06", "field") == {"06": 2, "061": 2}
    assert choices(client, "field=06&field=061", "field") == {"06": 2, "061": 2, "0612": 1, "0613": 1}
    assert names(client, "field=06&field=061&field=0613") == ["Politechnika Łódzka"]


@pytest.mark.parametrize(
    ("mine", "found"),
    [
        ("en", ["Lund", "Open", "Politechnika Łódzka"]),
        ("en-C1", ["Lund", "Open", "Politechnika Łódzka"]),
        ("en-B2", ["Open", "Politechnika Łódzka"]),
        ("en-A1", ["Open"]),
    ],
)
def test_who_speaks_well_enough_is_let_in(client, us, offer, lodz, lund, mine, found):
    offer(lodz, languages=[("en", "B2")])
    offer(lund, languages=[("en", "C1")])
    offer(InstitutionFactory(name="Open"), languages=[("en", "")])
    assert names(client, f"language={mine}") == found


def test_levels_of_a_language_are_offered_once_it_is_chosen(client, us, offer, lodz):
    offer(lodz, languages=[("en", "C1")])
    assert choices(client, "", "language") == {"en": 1}
    assert choices(client, "language=en", "language") == {"en": 1, "en-C1": 1, "en-C2": 1}


@pytest.mark.parametrize("value", ["en-D1", "en-", "xx-B2", "06-B2", "061300", "0", "en-B2-B2"])
def test_values_that_cannot_be_are_said_to_be_none(client, us, offer, lodz, value):
    offer(lodz)
    facet = "field" if value[0] == "0" else "language"
    response = client.get("/", {facet: value})
    assert response.status_code == 200
    assert "is not a choice here" in response.content.decode()


def test_erasmus_outside_its_countries_is_icm(client, us, offer, lodz, kyoto):
    call = timezone.localdate().year
    for country, status in (
        (lodz.country, ProgrammeStatus.EU_MEMBER),
        (kyoto.country, ProgrammeStatus.NON_ASSOCIATED),
    ):
        CountryStatus.objects.create(
            country=country, status=status, valid_from_call=call, ka131_destination="yes",
            is_ka171_partner=True, counts_for_bip_minimum=False, is_ka220_partner=False,
        )  # fmt: skip
    offer(lodz)
    offer(kyoto)
    assert names(client, "programme=icm") == ["Kyoto University"]
    assert names(client, "programme=erasmus") == ["Politechnika Łódzka"]


def test_traineeships_are_found_as_such(client, us, offer, lodz, lund):
    offer(lodz, mobility=MobilityKind.STUDENT_TRAINEESHIP)
    offer(lund)
    assert names(client, "programme=traineeship") == ["Politechnika Łódzka"]


def test_ways_without_a_programme_are_bilateral_whatever_their_paper(client, us, offer, lodz, kyoto, lund):
    offer(lodz)
    offer(kyoto, kind="student_exchange")
    offer(lund, kind="moc")
    assert choices(client, "", "programme") == {"erasmus": 1, "bilateral": 2}
    assert choices(client, "programme=bilateral", "programme") == {
        "erasmus": 1,
        "bilateral": 2,
        "moc": 1,
        "student_exchange": 1,
    }
    assert names(client, "programme=bilateral") == ["Kyoto University", "Lund"]
    assert names(client, "programme=bilateral&programme=moc") == ["Lund"]


def test_more_exact_choices_stand_as_one_chip(client, us, offer, lodz):
    offer(lodz)
    IscedFieldFactory(code="061")
    forget()
    chips = client.get("/?language=en&language=en-B2&field=06&field=061").context["results"].chips
    assert [chip.url for chip in chips] == [
        "?field=06&language=en&language=en-B2",
        "?field=06&field=061&language=en",
    ]


def test_a_bip_to_come_leads_to_its_host_alone_while_it_is_shown(client, us, offer, unit, lodz, lund):
    offer(lodz)
    offer(lund)
    coming = timezone.localdate() + timedelta(days=90)
    days = {"starts_on": coming, "ends_on": coming + timedelta(days=5), "virtual_starts_on": None}
    bip = BipFactory(unit=unit, is_published=True, virtual_ends_on=None, role="sending", **days)
    BipPartnerFactory(bip=bip, institution=lodz, role=BIP_ROLE)
    BipPartnerFactory(bip=bip, institution=lund, role="sending")
    assert names(client, "programme=bip") == ["Politechnika Łódzka"]
    bip.is_published = False
    bip.save()
    assert names(client, "programme=bip") == []


def test_no_tuition_fee_is_a_filter(client, us, offer, lodz, lund):
    offer(lodz, tuition_waived=True)
    offer(lund, tuition_waived=False)
    assert names(client, "cost=free") == ["Politechnika Łódzka"]


def test_the_nearest_stand_first_and_those_without_a_place_last(client, us, offer, lodz, kyoto):
    us.latitude, us.longitude = "56.18", "15.59"
    us.save()
    kyoto.latitude, kyoto.longitude = "35.03", "135.78"
    kyoto.save()
    offer(InstitutionFactory(name="Aalborg", latitude=None, longitude=None))
    offer(kyoto)
    offer(lodz)
    assert names(client, "sort=distance") == ["Politechnika Łódzka", "Kyoto University", "Aalborg"]
    assert names(client, "sort=nonsense") == ["Aalborg", "Kyoto University", "Politechnika Łódzka"]


def test_list_map_and_number_agree_whatever_is_asked(client, us, offer, lodz, kyoto, lund):
    CountryFactory(iso2="XX", iso3="XXX", name_en="Nowhere", continent=Continent.ASIA)
    for partner in (lodz, kyoto, lund):
        offer(partner)
    for query in ("", "q=lodz", "language=en-B2", "field=06&field=0613", "sort=distance", "q=univ+kioto", "country=XX"):
        forget()
        results = client.get(f"/?{query}").context["results"]
        points = client.get(f"/universities/points.json?{query}").json()
        assert results.page.total == len(points["features"]) + points["placeless"]
        assert results.heading == points["heading"]
