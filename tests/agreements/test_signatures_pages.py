"""The signatures of an agreement on its page and in their form."""

import html

import pytest
from django.utils import timezone

from agreements.enums import DocumentKind
from agreements.models import Agreement, Signature
from tests.agreements.factories import AgreementFactory, DocumentFactory, InstitutionFactory, SignatureFactory

OK, FOUND, FORBIDDEN, GONE = 200, 302, 403, 404


@pytest.fixture
def approved(unit):
    agreement = AgreementFactory(responsible_unit=unit, state="approved", is_open_ended=True)
    DocumentFactory(agreement=agreement, kind=DocumentKind.SIGNED_COPY)
    return agreement


def text_of(response) -> str:
    return " ".join(html.unescape(response.content.decode()).split())


def form_data(agreement, **changes) -> dict:
    data = {}
    for party in agreement.parties.all():
        data |= {f"name_{party.pk}": "Ada Rector", f"authority_{party.pk}": "office"}
        data |= {f"signed_on_{party.pk}": timezone.localdate().isoformat()}
    return data | changes


def address(agreement) -> str:
    return f"/agreements/{agreement.pk}/signatures/"


def test_all_parties_are_recorded_on_one_page(routes, browser_of, approved, officer):
    browser = browser_of(officer)
    assert "signed for us by: Vice-chancellor or pro-vice-chancellor" in text_of(browser.get(address(approved)))
    shown = text_of(browser.post(address(approved), form_data(approved), follow=True))
    assert "The state is now “Active”." in shown
    assert "Ada Rector" in shown
    assert Signature.objects.count() == 2


def test_what_is_missing_is_said_and_what_was_typed_kept(browser_of, approved, officer):
    home = approved.parties.get(is_home=True)
    changes = {f"signed_on_{home.pk}": "", f"place_{home.pk}": "Karlskrona by the sea"}
    shown = text_of(browser_of(officer).post(address(approved), form_data(approved, **changes)))
    assert "Say on which day." in shown
    assert "Karlskrona by the sea" in shown
    assert not Signature.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"signed_on": "2099-01-01"},
        {"signed_on": "31.02.2026"},
        {"signed_on": "x"},
        {"name": "x" * 500},
        {"name": ""},
        {"authority": "king"},
        {"name": "nul\x00byte"},
    ],
)
def test_bad_input_is_refused_in_words(browser_of, approved, officer, changes):
    home = approved.parties.get(is_home=True)
    data = form_data(approved, **{f"{name}_{home.pk}": value for name, value in changes.items()})
    response = browser_of(officer).post(address(approved), data)
    assert response.status_code == OK
    assert "could not be saved" in text_of(response)
    assert not Signature.objects.exists()


def test_an_older_signature_of_a_partner_is_warned_of(browser_of, memorandum, chief, dean, rector, officer):
    from agreements.services.agreements import move_agreement

    for person in (chief, dean, rector):
        move_agreement(memorandum, "approve", actor=person)
    partner = memorandum.parties.get(is_home=False)
    data = form_data(memorandum, **{f"signed_on_{partner.pk}": "2026-01-15"})
    shown = text_of(browser_of(officer).post(address(memorandum), data, follow=True))
    assert "before our approval: check the day." in shown
    assert Signature.objects.count() == 2


@pytest.mark.parametrize(("who", "status"), [("coordinator", FORBIDDEN), ("reader", FORBIDDEN), ("auditor", FORBIDDEN)])
def test_others_see_the_table_and_not_the_form(request, browser_of, approved, who, status):
    browser = browser_of(request.getfixturevalue(who))
    assert browser.get(address(approved)).status_code == status
    assert browser.post(address(approved), form_data(approved)).status_code == status
    shown = text_of(browser.get(approved.get_absolute_url()))
    assert "not signed yet" in shown
    assert "Record signatures" not in shown


def test_an_agreement_in_force_leads_back_in_words(browser_of, unit, officer):
    active = AgreementFactory(responsible_unit=unit)
    response = browser_of(officer).get(address(active), follow=True)
    assert "corrected until it is active" in text_of(response)
    assert response.redirect_chain == [(active.get_absolute_url(), FOUND)]


def test_markup_in_a_name_stays_text(browser_of, approved, officer):
    SignatureFactory(party=approved.parties.first(), name="<script>alert(1)</script>")
    assert "<script>alert" not in browser_of(officer).get(approved.get_absolute_url()).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_however_many_have_signed(browser_of, unit, officer, django_assert_num_queries, count):
    partners = [InstitutionFactory() for _number in range(count)]
    agreement = AgreementFactory(responsible_unit=unit, state="signed", partners=partners, is_open_ended=True)
    for party in agreement.parties.all():
        SignatureFactory(party=party)
    client = browser_of(officer)
    client.get(agreement.get_absolute_url())
    with django_assert_num_queries(31):
        client.get(agreement.get_absolute_url())
    assert Agreement.objects.count() == 1
