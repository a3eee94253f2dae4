"""The pages of networks: what they show and to whom, what they refuse, and in how many queries."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from core.demo_documents import pdf
from networks.enums import CountKind, DayPrecision, Readers
from networks.models import JointOffer, Network, NetworkDocument, NetworkMembership
from networks.pictures import countries_of, years_of
from networks.points import points_of
from reference.models import Source
from tests.agreements.factories import AgreementFactory
from tests.networks.factories import (
    JointOfferFactory,
    JointOfferPartnerFactory,
    NetworkContactFactory,
    NetworkCountFactory,
    NetworkDocumentFactory,
    NetworkFactory,
    NetworkMembershipFactory,
)
from tests.partners.factories import InstitutionFactory

pytestmark = pytest.mark.django_db
NOISE = "\x00" + "ä" * 10_000


@pytest.fixture
def network():
    return NetworkFactory(name_en="Baltic University Programme", short_name="BUP")


def text_of(answer) -> str:
    return answer.content.decode()


def fill(network, count: int, contact=None):
    """``count`` of everything that hangs on a network."""
    for number in range(count):
        NetworkMembershipFactory(network=network)
        NetworkCountFactory(network=network, counted_on=date(2020 + number, 1, 1))
        JointOfferPartnerFactory(offer=JointOfferFactory(network=network))
        NetworkDocumentFactory(network=network, readers=Readers.STAFF)
        NetworkContactFactory(network=network)


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_ask_as_much_for_three_as_for_one(
    browser_of, officer, network, count, django_assert_num_queries, subtests
):
    fill(network, count)
    for _more in range(count - 1):
        fill(NetworkFactory(), 1)
    browser = browser_of(officer)
    for name, queries, args in (
        ("network_list", 11, []),
        ("network_detail", 23, [network.pk]),
        ("member_list", 12, [network.pk]),
    ):
        address = reverse(f"networks:{name}", args=args)
        browser.get(address)
        with subtests.test(name), django_assert_num_queries(queries):
            assert browser.get(address).status_code == 200


def test_a_member_with_an_agreement_that_one_may_read_is_told_apart(browser_of, officer, unit, network):
    agreement = AgreementFactory(responsible_unit=unit)
    partner = agreement.partner_parties[0].institution
    NetworkMembershipFactory(network=network, institution=partner)
    other = NetworkMembershipFactory(network=network).institution
    page = browser_of(officer).get(reverse("networks:member_list", args=[network.pk]), {"agreement": "yes"})
    assert partner.name in text_of(page)
    assert other.name not in text_of(page)
    detail = text_of(browser_of(officer).get(network.get_absolute_url()))
    assert 'agreement=yes">1</a>' in detail


def test_who_was_a_member_is_found_as_such(browser_of, reader, network):
    left = NetworkMembershipFactory(network=network, until=date(2022, 3, 2)).institution
    stays = NetworkMembershipFactory(network=network).institution
    listed = reverse("networks:member_list", args=[network.pk])
    for when, shown, hidden in (("now", stays, left), ("ended", left, stays)):
        page = text_of(browser_of(reader).get(listed, {"when": when}))
        assert shown.name in page
        assert hidden.name not in page


@pytest.mark.parametrize("query", [f"q={'x' * 10_000}", "when=never&role=king", "page=-1", "country=XX"])
def test_nonsense_in_the_address_gets_a_page(browser_of, reader, network, query):
    for name, args in (("network_list", []), ("member_list", [network.pk])):
        assert browser_of(reader).get(f"{reverse(f'networks:{name}', args=args)}?{query}").status_code == 200


def test_a_member_is_entered_by_name_or_code_and_who_is_unknown_is_told_with_those_alike(browser_of, officer, network):
    partner = InstitutionFactory(name="Uppsala University", erasmus_code="S  UPPSALA01")
    address, browser = reverse("networks:member_add", args=[network.pk]), browser_of(officer)
    refused = browser.post(address, {"institution": "Upsala University", "role": "member", "source": "W75"})
    assert "No partner is called" in text_of(refused)
    assert "Uppsala University" in text_of(refused)
    assert 'value="W75"' in text_of(refused)
    browser.post(address, {"institution": "S UPPSALA01", "role": "member", "since": "2025-01-01"})
    assert network.memberships.get().institution == partner
    again = browser.post(address, {"institution": "Uppsala University · S  UPPSALA01", "role": "member"})
    assert "is a member in this period already" in text_of(again)
    assert network.memberships.count() == 1


def test_days_that_are_reversed_and_words_nobody_can_keep_are_refused_beside_their_field(browser_of, officer, network):
    partner = InstitutionFactory()
    browser = browser_of(officer)
    typed = {"institution": partner.name, "role": "member", "since": "2026-01-01", "until": "2025-01-01"}
    page = browser.post(reverse("networks:member_add", args=[network.pk]), typed)
    assert "It would end before it begins" in text_of(page)
    page = browser.post(reverse("networks:network_create"), {"kind": "thematic", "name_en": NOISE})
    assert page.status_code == 200
    assert Network.objects.count() == 1
    assert not NetworkMembership.objects.exists()


def test_a_network_is_entered_and_a_colleague_who_was_faster_is_not_written_over(browser_of, officer, network):
    browser = browser_of(officer)
    browser.post(
        reverse("networks:network_create"), {"kind": "alliance", "name_en": "Bauhaus4EU", "fee_currency": "eur"}
    )
    made = Network.objects.get(name_en="Bauhaus4EU")
    assert made.fee_currency == "EUR"
    address = reverse("networks:network_edit", args=[network.pk])
    form = browser.get(address).context["form"]
    sent = {name: values[0] for name, values in form.posted_values().items() if values}
    sent |= {name: form[name].value() for name in ("seen_at", "seen_values")}
    Network.objects.filter(pk=network.pk).update(funding="Interreg", updated_at=timezone.now())
    page = browser.post(address, sent | {"website": "example.org"})
    network.refresh_from_db()
    assert (network.funding, network.website) == ("Interreg", "")
    assert "Interreg" in text_of(page)


def test_a_document_is_kept_read_by_who_may_replaced_and_removed(
    browser_of, officer, reader, network, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    browser, address = browser_of(officer), reverse("networks:document_add", args=[network.pk])
    page = browser.post(address, {"title": "Statutes", "readers": "office"})
    assert "Choose a file" in text_of(page)
    fake = SimpleUploadedFile("statutes.pdf", b"MZ no pdf")
    assert not NetworkDocument.objects.exists()
    page = browser.post(address, {"title": "Statutes", "readers": "office", "file": fake})
    assert 'value="Statutes"' in text_of(page)
    browser.post(address, {"title": "Statutes", "readers": "office", "file": pdf("statutes.pdf", "Statutes", ["One"])})
    document = NetworkDocument.objects.get()
    got = reverse("networks:document_file", args=[document.pk])
    assert browser_of(reader).get(got).status_code == 404
    first = document.file.name
    browser.post(
        reverse("networks:document_edit", args=[document.pk]),
        {"title": "Statutes", "readers": "staff", "file": pdf("new.pdf", "Statutes", ["Two"])},
    )
    document.refresh_from_db()
    assert document.file.name != first
    assert b"".join(browser_of(reader).get(got)).startswith(b"%PDF")
    removal = reverse("networks:document_remove", args=[document.pk])
    browser.post(removal, {"confirmed": "yes", "note": ""})
    assert NetworkDocument.objects.exists()
    browser.post(removal, {"confirmed": "yes", "note": "Out of date"})
    assert not NetworkDocument.objects.exists()


def test_an_offer_has_one_coordinator_and_each_partner_once(browser_of, officer, network):
    browser = browser_of(officer)
    browser.post(reverse("networks:offer_add", args=[network.pk]), {"kind": "course", "title_en": "Water"})
    offer = JointOffer.objects.get()
    first, second = InstitutionFactory(), InstitutionFactory()
    address = reverse("networks:offer_partner_add", args=[offer.pk])
    for institution in (first, second):
        browser.post(address, {"institution": institution.name, "is_coordinator": "on"})
    assert offer.partners.get(is_coordinator=True).institution == second
    page = browser.post(address, {"institution": first.name})
    assert "gives the offer already" in text_of(page)
    browser.post(reverse("networks:offer_coordinator", args=[offer.pk, offer.partners.get(institution=first).pk]))
    assert offer.partners.get(is_coordinator=True).institution == first


def test_numbers_are_told_no_more_exactly_than_their_day_is_known(browser_of, reader, network):
    day = date(2025, 4, 1)
    NetworkCountFactory(network=network, number=116, counted_on=day, precision=DayPrecision.MONTH)
    NetworkCountFactory(
        network=network, kind=CountKind.STUDENTS, number=90, counted_on=day, precision=DayPrecision.YEAR, is_about=True
    )
    page = text_of(browser_of(reader).get(network.get_absolute_url()))
    assert "April 2025" in page
    assert "about 90" in " ".join(page.split())
    assert "1 April 2025" not in page


def test_a_source_is_named_by_its_title_and_not_by_its_code(browser_of, reader, network):
    Source.objects.create(code="W70", title="News of the programme")
    NetworkCountFactory(network=network, source="W70; told by telephone")
    page = text_of(browser_of(reader).get(network.get_absolute_url()))
    assert "told by telephone" in page
    assert "News of the programme" in page
    assert "· W70" not in page


def test_pictures_count_as_the_rows_do(reader, network):
    """Recounted the slow way, row by row."""
    today, rows = date(2026, 6, 1), []
    for since, until, country in (
        (date(2020, 1, 1), date(2022, 3, 2), "SE"),
        (date(2021, 5, 5), None, "PL"),
        (date(2026, 1, 1), date(2026, 12, 31), "PL"),
        (None, None, "FI"),
    ):
        rows.append(
            NetworkMembershipFactory(network=network, since=since, until=until, institution__country__iso2=country)
        )
    chart = years_of(network, today)
    for group in chart.groups:
        day = min(date(int(group.label), 12, 31), today)
        slow = [row for row in rows if row.since and row.since <= day and (not row.until or row.until >= day)]
        assert group.parts[0].count == len(slow), group.label
    assert [group.label for group in chart.groups] == [str(year) for year in range(2020, 2027)]
    assert chart.remark.startswith("1 member of today")
    counted = {place.label: place.count for place in countries_of(network, reader).places}
    current = [row.institution.country.name for row in rows if row.is_current()]
    assert counted == {name: current.count(name) for name in current}


def test_what_comes_next_is_told_the_nearest_first(reader, network):
    today = timezone.localdate()
    network.fee_due_on, network.funding_ends_on = today + timedelta(days=10), today - timedelta(days=1)
    JointOfferFactory(network=network, title_en="Water", apply_by=today + timedelta(days=3))
    assert [point.label for point in points_of(network, reader)] == [
        "Last day to apply: Water",
        "The next fee is due",
    ]
