"""Who is addressed in a comment is told by their own mail, in its rhythm, without its words, and once."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.enums import Role
from agreements.enums import AgreementState
from core.comments.services import remove_comment, settle_mention, write_comment
from core.keeping import things_named
from core.models import Comment, Mention
from reference.working_days import WorkingDays
from reminders.digests import write_digests
from reminders.models import OutgoingMail, Subscription
from tests.agreements.factories import AgreementFactory

pytestmark = pytest.mark.django_db

SECRET = "zq-secret-words"


def next_working_day(weekday: int | None = None) -> date:
    """A day after today on which mails are written; of the ``weekday`` where one is given."""
    day = timezone.localdate() + timedelta(days=1)
    while not WorkingDays().is_one(day) or weekday not in (None, day.weekday()):
        day += timedelta(days=1)
    return day


@pytest.fixture
def draft(unit):
    return AgreementFactory(responsible_unit=unit, title="Secret draft", state=AgreementState.DRAFT)


@pytest.fixture
def anna(person, unit):
    return person(Role.COORDINATOR, unit, name="Anna Berg")


def mails_of(person) -> list[str]:
    return [f"{mail.subject}\n{mail.text}\n{mail.html}" for mail in OutgoingMail.objects.filter(recipient=person)]


def test_one_mail_tells_by_whom_and_where_but_not_the_words(draft, anna, coordinator):
    comment = write_comment(draft, actor=coordinator, text=f"@Anna Berg {SECRET}")
    assert write_digests(next_working_day(), {}) == 1
    (mail,) = mails_of(anna)
    assert "1 comment addresses you" in mail
    assert "COMMENTS THAT ADDRESS YOU" in mail
    assert "Secret draft" in mail
    assert "Coordinator addresses you in a comment." in mail
    assert f"/agreements/{draft.pk}/#comment-{comment.pk}" in mail
    assert SECRET not in mail
    assert SECRET not in OutgoingMail.objects.get().search_text
    assert write_digests(next_working_day() + timedelta(days=7), {}) == 0


def test_a_weekly_reader_hears_of_it_on_their_day(draft, anna, coordinator):
    monday = next_working_day(weekday=0)
    Subscription.objects.create(user=anna, rhythm="weekly", weekday=0, last_weekly_on=monday - timedelta(days=7))
    write_comment(draft, actor=coordinator, text="@Anna Berg")
    write_digests(monday - timedelta(days=3), {})
    assert mails_of(anna) == []
    write_digests(monday, {})
    assert len(mails_of(anna)) == 1


def settle(mention, coordinator):
    settle_mention(mention, actor=mention.person)


def remove(mention, coordinator):
    remove_comment(mention.comment, actor=coordinator)


def hide(mention, coordinator):
    """The person does not keep agreements of this unit any more."""
    mention.person.memberships.all().delete()


def leave(mention, coordinator):
    type(mention.person).objects.filter(pk=mention.person_id).update(is_active=False)


@pytest.mark.parametrize("happens", [settle, remove, hide, leave])
def test_what_was_settled_or_hidden_before_it_was_told_is_not_told(happens, draft, anna, coordinator):
    write_comment(draft, actor=coordinator, text="@Anna Berg")
    happens(Mention.objects.get(), coordinator)
    assert write_digests(next_working_day(), {}) == 0
    assert mails_of(anna) == []


def test_a_stranger_is_told_nothing_even_by_a_stray_row(draft, outsider, coordinator):
    comment = write_comment(draft, actor=coordinator, text=SECRET)
    Mention.objects.create(comment=comment, person=outsider, written="Outsider")
    assert write_digests(next_working_day(), {}) == 0


def test_in_swedish_for_who_reads_swedish(draft, anna, coordinator):
    anna.language = "sv"
    anna.save()
    write_comment(draft, actor=coordinator, text="@Anna Berg")
    write_digests(next_working_day(), {})
    assert "Hej Anna Berg" in mails_of(anna)[0]


def test_open_mentions_are_kept_and_handed_over(draft, anna, coordinator, officer, outsider):
    write_comment(draft, actor=coordinator, text="@Anna Berg")
    kept = things_named("reminders.mentions")
    (row,) = kept.rows(anna, officer)
    assert (row.title, kept.counts(), kept.words(1)) == ("Secret draft", {anna.pk: 1}, "1 comment")
    assert kept.rows(anna, outsider) == []
    assert list(kept.refusals([row], outsider, person=anna, actor=officer)) == [row.key]
    assert kept.hand_over([row.key], person=anna, to=outsider, actor=officer) != {}
    assert kept.hand_over([row.key], person=anna, to=officer, actor=outsider) != {}
    assert kept.hand_over([row.key], person=anna, to=officer, actor=officer) == {}
    assert (kept.counts(), Comment.objects.count()) == ({officer.pk: 1}, 1)
    write_digests(next_working_day(), {})
    assert "Coordinator addresses Anna Berg in a comment; it was handed to you." in mails_of(officer)[0]
