"""What is arranged about a date stands on the page of its object and in its history, for everybody who reads them."""

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import expect

from agreements.history_story import AGREEMENT_STORY
from agreements.models import Agreement
from core.history_entries import entries_of
from core.panels import panels_for
from reminders.arrangements import hand_over_date, rest_date, settle_date, take_up_again
from reminders.dates import find_date
from reminders.models import Arrangement
from reminders.sources import source
from tests.accounts.factories import DelegationFactory
from tests.agreements.factories import AgreementFactory, DocumentFactory
from tests.axe import accessibility_faults
from tests.days import in_days

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement(unit, coordinator):
    return AgreementFactory(responsible_unit=unit, coordinator=coordinator, title="Exchange", ends_on=in_days(20))


@pytest.fixture
def find(officer):
    return lambda obj, name="agreements.end": find_date(officer, source(name), obj.pk, timezone.localdate())


def told(agreement):
    return [(entry.who, entry.did, entry.note) for entry in entries_of(agreement, AGREEMENT_STORY) if entry.did]


def test_history_tells_each_arrangement_in_a_sentence(agreement, coordinator, officer, reader, find):
    rest_date(find(agreement), actor=coordinator, until=in_days(9), reason="waiting for the dean")
    take_up_again(find(agreement), actor=officer)
    hand_over_date(find(agreement), actor=coordinator, to=reader, note="you know them")
    hand_over_date(find(agreement), actor=reader, to=coordinator)
    settle_date(find(agreement), actor=coordinator, reason="it is renewed")
    day = date_format(in_days(9))
    assert told(agreement)[:5] == [
        ("Coordinator", "noted that the reminder “Agreement ends” is not needed", "it is renewed"),
        ("Reader", "handed the reminder “Agreement ends” back to its owner", ""),
        ("Coordinator", "handed the reminder “Agreement ends” over to Reader", "you know them"),
        ("International officer", "took the reminder “Agreement ends” up again", ""),
        ("Coordinator", f"put the reminder “Agreement ends” to rest until {day}", "waiting for the dean"),
    ]


def test_history_says_for_whom_a_substitute_arranged(agreement, coordinator, outsider, find):
    DelegationFactory(person=coordinator, substitute=outsider, starts_on=in_days(0), ends_on=None)
    settle_date(find(agreement), actor=outsider, reason="it is renewed")
    assert told(agreement)[0][0] == "Outsider, for Coordinator"


def test_a_document_is_named_in_the_history_of_its_agreement(agreement, coordinator, find):
    paper = DocumentFactory(agreement=agreement, title="Annex", review_on=in_days(3))
    settle_date(find(paper, "agreements.document_review"), actor=coordinator, reason="no longer used")
    assert told(agreement)[0][1] == "noted that the reminder “Document to review · Annex” is not needed"


def test_the_history_of_one_object_tells_nothing_of_another(agreement, unit, coordinator, officer, find):
    other = AgreementFactory(responsible_unit=unit, ends_on=in_days(20))
    settle_date(find(other), actor=officer, reason="it is renewed")
    assert not [did for _who, did, _note in told(agreement) if "reminder" in did]


def test_what_was_changed_past_the_services_is_told_too(agreement, coordinator, find):
    settle_date(find(agreement), actor=coordinator, reason="it is renewed")
    Arrangement.objects.update(reason="somebody typed in the database")
    assert told(agreement)[0][:2] == ("", "changed what is arranged about the reminder “Agreement ends”")


def panel_rows(obj, user):
    shown = [panel for panel in panels_for("agreements.agreement", obj, user) if panel.name == "dates"]
    return [
        (str(row.date.source.label), row.kept_by, row.arranged, row.may_arrange)
        for panel in shown
        for row in panel.facts["rows"]
    ]


def test_the_page_shows_who_keeps_each_date_and_what_is_arranged(agreement, coordinator, reader, officer, find):
    assert panel_rows(agreement, coordinator) == [("Agreement ends", "", "", True)]
    assert panel_rows(agreement, reader) == [("Agreement ends", "Coordinator", "", False)]
    rest_date(find(agreement), actor=coordinator, until=in_days(9), reason="waiting for the dean")
    words = f"Rests until {date_format(in_days(9))}: waiting for the dean (Coordinator)"
    assert panel_rows(agreement, reader) == [("Agreement ends", "Coordinator", words, False)]
    assert panel_rows(agreement, officer) == [("Agreement ends", "Coordinator", words, True)]
    hand_over_date(find(agreement), actor=coordinator, to=reader)
    assert panel_rows(agreement, reader) == [("Agreement ends", "", words, True)]


def test_a_page_without_dates_has_no_such_panel(unit, officer, django_assert_num_queries):
    agreement = AgreementFactory(responsible_unit=unit, ends_on=None)
    assert panel_rows(agreement, officer) == []
    officer.has_perm("core.search")  # rights are read once for a request
    with django_assert_num_queries(0):
        assert not [panel for panel in panels_for("nothing.known", unit, officer) if panel.name == "dates"]


def test_who_may_not_read_a_document_reads_nothing_of_its_review(agreement, reader):
    DocumentFactory(agreement=agreement, title="Only the office", review_on=in_days(3))
    assert [row[0] for row in panel_rows(agreement, reader)] == ["Agreement ends"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_the_page_of_an_agreement_has_no_accessibility_faults(agreement, coordinator, find, open_browser, width, dark):
    rest_date(find(agreement), actor=coordinator, until=in_days(9), reason="waiting for the dean")
    Agreement.objects.filter(pk=agreement.pk).update(title="Exchange")
    page = open_browser(coordinator, width=width, dark=dark)
    page.goto(reverse("agreements:agreement_detail", args=[agreement.pk]))
    expect(page.get_by_text("Rests until")).to_have_count(1)
    page.get_by_label("More about Exchange").click()
    assert accessibility_faults(page) == []
    page.get_by_role("button", name="Take up again").click()
    page.get_by_text("waits again").wait_for()
    expect(page.get_by_text("Rests until")).to_have_count(0)
