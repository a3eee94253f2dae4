"""Nothing of whoever asked stays anywhere once their request has come to nothing and a year has passed."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from core.comments.services import write_comment
from partners.models import PartnershipRequest
from partners.requests.forgetting import forget_old_requests
from partners.requests.triage import Answer, decline, move
from reminders.models import OutgoingMail
from tests.partners.requests.factories import PartnershipRequestFactory

pytestmark = pytest.mark.django_db

WORD = "Zquill"


@pytest.fixture
def today():
    return timezone.localdate()


def asked(**given):
    return PartnershipRequestFactory(
        organisation="Quiet College", person_name=f"Åsa {WORD}", person_email=f"{WORD}@example.org",
        message=f"I am {WORD}.", person_role=f"Aide of {WORD}", **given,
    )  # fmt: skip


def long_ago(row, days=400):
    PartnershipRequest.objects.filter(pk=row.pk).update(state_since=timezone.now() - timedelta(days=days))


def tables_with(word) -> list[str]:
    """Every table of ours in which any row holds the word."""
    names = [model._meta.db_table for model in apps.get_models() if model._meta.managed and not model._meta.proxy]
    found = []
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f'SELECT 1 FROM "{name}" AS kept WHERE kept::text ILIKE %s LIMIT 1', [f"%{word}%"])
            found += [name] if cursor.fetchone() else []
    return found


def test_a_year_after_the_answer_no_table_knows_who_asked(officer, today):
    row = asked()
    write_comment(row, actor=officer, text=f"I know {WORD}.")
    decline(row, actor=officer, answer=Answer(f"Dear {WORD}", f"Sorry, {WORD}."))
    other = asked()
    move(other, "withdraw", actor=officer, note=f"{WORD} wrote to me.")
    assert len(tables_with(WORD)) >= 4  # or this test could not fail
    for each in (row, other):
        long_ago(each)
    report = forget_old_requests(today)
    assert report.moved == 2
    assert tables_with(WORD) == []
    row.refresh_from_db()
    assert (row.state, row.organisation, row.purposes) == ("declined", "Quiet College", ["students"])
    assert not OutgoingMail.objects.exists()
    assert forget_old_requests(today).moved == 0


def test_what_is_recent_open_or_accepted_is_kept(officer, today, unit):
    long_ago(asked(), 4000)
    long_ago(asked(state="declined"), 300)
    forget_old_requests(today)
    assert not PartnershipRequest.objects.filter(person_name="").exists()


def test_of_spam_nothing_stays_but_that_there_was_some(today):
    row = asked(state="spam")
    long_ago(row)
    forget_old_requests(today)
    assert tables_with("Quiet College") == []
    assert PartnershipRequest.objects.filter(state="spam", country=row.country).count() == 1


def test_what_nobody_confirmed_goes_without_a_trace(today):
    fresh, old = asked(state="unconfirmed"), asked(state="unconfirmed", subject_areas="Runes")
    PartnershipRequest.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=9))
    forget_old_requests(today)
    assert list(PartnershipRequest.objects.all()) == [fresh]
    assert tables_with("Runes") == []
