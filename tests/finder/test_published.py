"""What the public may know, and what of it can be used."""

import pytest

from agreements.enums import AgreementState, Visibility
from finder import published
from finder.enums import Standing
from partners.enums import InstitutionStatus
from tests.agreements.factories import AgreementFactory, DocumentFactory, InstitutionFactory

pytestmark = pytest.mark.django_db

OPEN = {"signed", "active", "notice_given"}
KNOWN = OPEN | {"suspended", "ended"}


@pytest.mark.parametrize("state", AgreementState.values)
def test_state_decides_whether_a_marked_agreement_is_known_and_open(state, unit):
    agreement = AgreementFactory(responsible_unit=unit, state=state, is_published=True)
    assert list(published.agreements()) == ([agreement] if state in KNOWN else [])
    assert list(published.open_agreements()) == ([agreement] if state in OPEN else [])


@pytest.mark.parametrize("state", AgreementState.values)
def test_unmarked_agreement_is_never_known(state, unit):
    AgreementFactory(responsible_unit=unit, state=state, is_published=False)
    assert not published.agreements().exists()
    assert not published.institutions().exists()


def test_agreement_past_its_last_day_is_known_but_not_open(unit, yesterday):
    agreement = AgreementFactory(responsible_unit=unit, is_published=True, ends_on=yesterday)
    assert list(published.agreements()) == [agreement]
    assert not published.open_agreements().exists()
    assert published.standing(agreement) is Standing.ENDED


def test_agreement_that_begins_later_is_open_and_says_so(unit, tomorrow):
    agreement = AgreementFactory(responsible_unit=unit, is_published=True, state="signed", starts_on=tomorrow)
    assert list(published.open_agreements()) == [agreement]
    assert published.standing(agreement) is Standing.UPCOMING


@pytest.mark.parametrize("status", [InstitutionStatus.SUSPENDED, InstitutionStatus.CLOSED])
def test_institution_that_is_suspended_or_closed_keeps_its_page_but_is_not_listed(status, unit):
    partner = InstitutionFactory(status=status)
    AgreementFactory(responsible_unit=unit, is_published=True, partners=[partner])
    assert list(published.institutions()) == [partner]
    assert not published.open_institutions().exists()


def test_we_are_no_partner_of_ourselves(unit, us):
    AgreementFactory(responsible_unit=unit, is_published=True)
    assert us not in published.institutions()


def test_document_is_public_when_it_and_its_agreement_are(unit):
    shown = AgreementFactory(responsible_unit=unit, is_published=True)
    hidden = AgreementFactory(responsible_unit=unit, is_published=False)
    public = DocumentFactory(agreement=shown, visibility=Visibility.PUBLIC)
    DocumentFactory(agreement=shown, visibility=Visibility.STAFF)
    DocumentFactory(agreement=hidden, visibility=Visibility.PUBLIC)
    assert list(published.documents()) == [public]


def test_condition_whose_last_academic_year_is_over_is_not_offered(offer):
    agreement = offer()
    agreement.conditions.update(last_year=2020)
    assert not published.conditions(published.open_agreements()).exists()
