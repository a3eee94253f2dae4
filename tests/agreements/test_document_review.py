"""A review of a document is noted in one press, once, and the next one is watched from then on."""

import pytest
from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from agreements.history_story import AGREEMENT_STORY
from agreements.services.documents import note_review
from core.errors import PortalError, RightMissing
from core.history_entries import entries_of
from tests.agreements.factories import AgreementFactory, DocumentFactory
from tests.days import in_days

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(unit, coordinator):
    agreement = AgreementFactory(responsible_unit=unit, coordinator=coordinator)
    return DocumentFactory(agreement=agreement, title="Annex", review_on=in_days(-3))


def test_a_review_sets_the_next_one_and_stands_in_history(document, coordinator):
    note_review(document, actor=coordinator, due_on=in_days(-3), next_on=in_days(400))
    document.refresh_from_db()
    assert document.review_on == in_days(400)
    entry = entries_of(document.agreement, AGREEMENT_STORY)[0]
    assert (entry.who, entry.did) == ("Coordinator", "reviewed a document")
    assert [change.label for change in entry.changes] == ["Annex: Review on"]


def test_a_last_review_ends_the_watching(document, coordinator):
    assert note_review(document, actor=coordinator, due_on=in_days(-3)).review_on is None


@pytest.mark.parametrize("due", [-4, 0, 365])
def test_only_the_review_that_waits_is_noted(document, coordinator, due):
    with pytest.raises(PortalError, match="noted already"):
        note_review(document, actor=coordinator, due_on=in_days(due), next_on=in_days(400))


def test_the_next_review_is_to_come(document, coordinator):
    with pytest.raises(ValidationError):
        note_review(document, actor=coordinator, due_on=in_days(-3), next_on=in_days(0))


@pytest.mark.parametrize("who", ["reader", "outsider", "auditor", "administrator"])
def test_it_is_for_those_who_keep_the_agreement(request, document, who):
    with pytest.raises(RightMissing):
        note_review(document, actor=request.getfixturevalue(who), due_on=in_days(-3))


def test_the_button_on_the_desk_notes_it_once(document, coordinator, browser_of):
    client = browser_of(coordinator)
    desk = client.get("/desk/").content.decode()
    address = reverse("agreements:document_reviewed", args=[document.agreement_id, document.pk])
    address = f"{address}?due={in_days(-3)}"
    assert f'action="{address}"' in desk
    first = client.post(address, {"next": "/desk/"}, follow=True).content.decode()
    assert "“Annex” is reviewed" in first
    document.refresh_from_db()
    assert document.review_on == timezone.localdate() + relativedelta(years=1)
    second = client.post(address, {"next": "/desk/"}, follow=True).content.decode()
    assert "noted already" in second


@pytest.mark.parametrize("due", ["", "?due=soon", "?due=2026-02-30"])
def test_an_odd_address_is_no_fault(document, coordinator, browser_of, due):
    address = reverse("agreements:document_reviewed", args=[document.agreement_id, document.pk])
    assert browser_of(coordinator).post(f"{address}{due}").status_code == 302
