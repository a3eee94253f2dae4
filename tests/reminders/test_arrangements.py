"""What people arrange about a date: who may, what it changes, what is refused; and nobody is overwritten unseen."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format

from accounts.enums import Role
from accounts.models import Membership, User
from agreements.models import Agreement
from core.errors import PortalError, RightMissing
from reminders.arrangement_words import arranged_words, handed_words
from reminders.arrangements import hand_over_date, may_arrange, rest_date, settle_date, take_up_again, version_of
from reminders.dates import DateQuestion, Standing, Whose, find_date
from reminders.models import Arrangement, Notice
from reminders.sources import source
from tests.accounts.factories import DelegationFactory
from tests.agreements.factories import AgreementFactory, DocumentFactory
from tests.agreements.test_two_at_once import both
from tests.days import in_days

WHY = "waiting for the dean"


pytestmark = pytest.mark.usefixtures("without_factsheets")


def today():
    return timezone.localdate()


@pytest.fixture
def agreement(unit, coordinator):
    return AgreementFactory(responsible_unit=unit, coordinator=coordinator, title="Exchange", ends_on=in_days(20))


@pytest.fixture
def date_of(officer):
    """The date as somebody finds it now: ``date_of(agreement)``."""

    def find(agreement, viewer=officer):
        return find_date(viewer, source("agreements.end"), agreement.pk, today())

    return find


def titles(user, standing=Standing.OPEN, whose=Whose.KEPT):
    return [row.title for row in DateQuestion(user, today(), whose=whose, standing=standing).rows(10)]


ACTS = {
    "rest": lambda row, actor: rest_date(row, actor=actor, until=in_days(9), reason=WHY),
    "settle": lambda row, actor: settle_date(row, actor=actor, reason=WHY),
    "take up": lambda row, actor: take_up_again(row, actor=actor),
}


@pytest.mark.parametrize("act", [*ACTS, "hand over"])
@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        ("coordinator", True),
        ("head", True),
        ("officer", True),
        ("reader", False),
        ("outsider", False),
        ("auditor", False),
    ],
)
def test_who_may_arrange(request, agreement, date_of, officer, who, allowed, act):
    actor, row = request.getfixturevalue(who), date_of(agreement)
    if act == "take up":
        settle_date(row, actor=officer, reason=WHY)
        row = date_of(agreement)
    if act == "hand over":
        perform = lambda: hand_over_date(row, actor=actor, to=officer)  # noqa: E731
    else:
        perform = lambda: ACTS[act](row, actor)  # noqa: E731
    before = list(Arrangement.objects.values())
    assert may_arrange(actor, row) is allowed
    if allowed:
        perform()
        assert list(Arrangement.objects.values()) != before
    else:
        with pytest.raises(RightMissing, match="Only who keeps this date"):
            perform()
        assert list(Arrangement.objects.values()) == before


def test_who_cannot_read_the_object_is_not_even_told_that_it_waits(agreement, date_of, administrator):
    with pytest.raises(PortalError, match="does not wait for anybody"):
        settle_date(date_of(agreement), actor=administrator, reason=WHY)


def test_a_keeper_without_any_right_in_the_unit_may_arrange_what_is_theirs(agreement, date_of, officer, reader):
    hand_over_date(date_of(agreement), actor=officer, to=reader)
    assert may_arrange(reader, date_of(agreement))
    rest_date(date_of(agreement), actor=reader, until=in_days(9), reason=WHY)
    assert titles(reader, Standing.RESTING) == ["Exchange"]


def test_a_substitute_arranges_for_the_keeper_as_long_as_they_stand_in(agreement, date_of, coordinator, reader):
    absence = DelegationFactory(person=coordinator, substitute=reader, starts_on=in_days(-3), ends_on=in_days(1))
    rest_date(date_of(agreement), actor=User.objects.get(pk=reader.pk), until=in_days(9), reason=WHY)
    absence.ends_on = in_days(-1)
    absence.save(update_fields=["ends_on"])
    with pytest.raises(RightMissing):
        take_up_again(date_of(agreement), actor=User.objects.get(pk=reader.pk))


def test_a_rested_date_leaves_the_desk_until_its_day(agreement, date_of, coordinator):
    rest_date(date_of(agreement), actor=coordinator, until=in_days(25), reason=f"  {WHY} ")
    row = date_of(agreement)
    assert titles(coordinator) == []
    assert titles(coordinator, Standing.RESTING) == ["Exchange"]
    assert row.is_resting(in_days(24))
    assert not row.is_resting(in_days(25))
    day = date_format(in_days(25))
    assert arranged_words(row, today()) == f"Rests until {day}: {WHY} (Coordinator)"
    assert arranged_words(row, in_days(25)) == ""


def test_a_date_that_is_not_needed_is_off_the_desk_until_it_is_taken_up(agreement, date_of, coordinator):
    settle_date(date_of(agreement), actor=coordinator, reason=WHY)
    assert titles(coordinator) == []
    assert titles(coordinator, Standing.NOT_NEEDED) == ["Exchange"]
    assert arranged_words(date_of(agreement), today()) == f"Not needed: {WHY} (Coordinator)"
    take_up_again(date_of(agreement), actor=coordinator)
    assert titles(coordinator) == ["Exchange"]
    with pytest.raises(PortalError, match="nothing to take up"):
        take_up_again(date_of(agreement), actor=coordinator)


def test_what_was_arranged_about_the_old_day_does_not_hold_for_the_new_one(agreement, date_of, coordinator):
    settle_date(date_of(agreement), actor=coordinator, reason=WHY)
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=in_days(40))
    assert titles(coordinator) == ["Exchange"]
    assert arranged_words(date_of(agreement), today()) == ""
    with pytest.raises(PortalError, match="nothing to take up"):
        take_up_again(date_of(agreement), actor=coordinator)


@pytest.mark.parametrize(
    ("days", "reason", "field", "sentence"),
    [
        (0, WHY, "until", "Choose a day after today"),
        (-5, WHY, "until", "Choose a day after today"),
        (367, WHY, "until", "within a year"),
        (9, "  x ", "reason", "Say why"),
        (9, "", "reason", "Say why"),
        (9, "x" * 301, "reason", "At most 300"),
    ],
)
def test_bad_rests_are_refused_beside_their_field(agreement, date_of, coordinator, days, reason, field, sentence):
    with pytest.raises(ValidationError, match=sentence) as refused:
        rest_date(date_of(agreement), actor=coordinator, until=in_days(days), reason=reason)
    assert list(refused.value.error_dict) == [field]
    assert not Arrangement.objects.exists()


@pytest.mark.parametrize("reason", ["", "x", "x" * 301])
def test_what_is_not_needed_wants_a_reason(agreement, date_of, coordinator, reason):
    with pytest.raises(ValidationError):
        settle_date(date_of(agreement), actor=coordinator, reason=reason)


def test_a_handed_date_is_the_receivers_with_who_gave_it_and_why(agreement, date_of, coordinator, officer, reader):
    hand_over_date(date_of(agreement), actor=coordinator, to=reader, note="you know them")
    assert (titles(coordinator), titles(reader)) == ([], ["Exchange"])
    assert handed_words(date_of(agreement)) == "Handed over to Reader by Coordinator: you know them"
    rest_date(date_of(agreement), actor=reader, until=in_days(9), reason=WHY)
    assert handed_words(date_of(agreement)) == "Handed over to Reader by Coordinator: you know them"
    hand_over_date(date_of(agreement), actor=officer, to=coordinator)
    assert Arrangement.objects.get().keeper is None
    assert titles(coordinator, Standing.RESTING) == ["Exchange"]


def test_a_date_goes_to_nobody_who_cannot_see_to_it(agreement, date_of, coordinator, person, unit, administrator):
    gone = person(Role.READER, unit, name="Gone")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    guest = person(Role.EXTERNAL_REVIEWER, unit, name="Guest")
    roleless = person(Role.READER, unit, name="Roleless")
    Membership.objects.filter(user=roleless).delete()
    for colleague, sentence in (
        (gone, "Gone does not work here"),
        (guest, "Guest does not work here"),
        (roleless, "Roleless does not work here"),
        (administrator, "Administrator may not read"),
        (coordinator, "Coordinator keeps it already"),
    ):
        with pytest.raises(ValidationError, match=sentence):
            hand_over_date(date_of(agreement), actor=coordinator, to=colleague)
    assert not Arrangement.objects.exists()


def test_a_document_only_the_office_reads_is_handed_to_nobody_else(unit, coordinator, officer, reader):
    paper = DocumentFactory(
        agreement=AgreementFactory(responsible_unit=unit, coordinator=coordinator), review_on=in_days(5)
    )
    row = find_date(officer, source("agreements.document_review"), paper.pk, today())
    with pytest.raises(ValidationError, match="may not read"):
        hand_over_date(row, actor=officer, to=reader)


def waiting_notices():
    found = Notice.objects.filter(fate="to_tell", mail=None).order_by("recipient__name")
    return [(notice.recipient.name, notice.lead, notice.told_as) for notice in found]


def test_the_receiver_is_told_once_and_the_earlier_keeper_no_more(agreement, date_of, coordinator, officer, reader):
    Notice.objects.create(
        source="agreements.end", object_id=agreement.pk, due_on=in_days(20), lead=30, recipient=coordinator
    )
    hand_over_date(date_of(agreement), actor=coordinator, to=reader)
    assert waiting_notices() == [("Reader", 20, "handed")]
    hand_over_date(date_of(agreement), actor=officer, to=coordinator)
    hand_over_date(date_of(agreement), actor=officer, to=reader)
    assert waiting_notices() == [("Reader", 20, "handed")]


def test_who_takes_a_date_themself_is_told_nothing(agreement, date_of, officer):
    hand_over_date(date_of(agreement), actor=officer, to=officer)
    assert waiting_notices() == []


def test_a_date_handed_to_somebody_away_is_told_to_their_substitute(agreement, date_of, coordinator, reader, officer):
    DelegationFactory(person=reader, substitute=officer, starts_on=today(), ends_on=None)
    hand_over_date(date_of(agreement), actor=coordinator, to=reader)
    assert waiting_notices() == [("International officer", 20, "substitute")]


def test_the_second_of_two_reads_what_the_first_arranged(agreement, date_of, coordinator, officer):
    seen_by_both = date_of(agreement)
    rest_date(seen_by_both, actor=coordinator, until=in_days(9), reason=WHY)
    with pytest.raises(PortalError, match=f"Rests until .* {WHY} .Coordinator.*Nothing was overwritten"):
        settle_date(seen_by_both, actor=officer, reason="no matter")
    assert not Arrangement.objects.get().is_not_needed
    settle_date(date_of(agreement), actor=officer, reason="it is renewed")
    assert Arrangement.objects.get().is_not_needed


def test_what_was_taken_up_meanwhile_is_said_too(agreement, date_of, coordinator, officer):
    rest_date(date_of(agreement), actor=coordinator, until=in_days(9), reason=WHY)
    seen = date_of(agreement)
    take_up_again(seen, actor=officer)
    with pytest.raises(PortalError, match="taken it up again"):
        rest_date(seen, actor=coordinator, until=in_days(12), reason=WHY)


def test_a_form_opened_before_the_date_moved_changes_nothing(agreement, date_of, coordinator):
    row = date_of(agreement)
    version = version_of(row)
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=in_days(40))
    for stale, seen in ((row, None), (date_of(agreement), version)):
        with pytest.raises(PortalError, match="has moved to"):
            rest_date(stale, actor=coordinator, until=in_days(9), reason=WHY, seen=seen)
    assert not Arrangement.objects.exists()


def test_a_date_that_waits_no_more_cannot_be_arranged(agreement, date_of, coordinator):
    row = date_of(agreement)
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=None)
    with pytest.raises(PortalError, match="does not wait for anybody"):
        rest_date(row, actor=coordinator, until=in_days(9), reason=WHY)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_first", [True, False])
def test_of_two_at_the_same_moment_one_is_told_of_the_other(agreement, date_of, coordinator, officer, is_first):
    if not is_first:
        settle_date(date_of(agreement), actor=officer, reason="not now")
        take_up_again(date_of(agreement), actor=officer)
    row = date_of(agreement)
    results = both(
        lambda: rest_date(row, actor=coordinator, until=in_days(9), reason="mine"),
        lambda: settle_date(row, actor=officer, reason="theirs"),
    )
    written = [result for result in results if isinstance(result, Arrangement)]
    refused = [result for result in results if isinstance(result, PortalError)]
    assert (len(written), len(refused)) == (1, 1)
    kept = Arrangement.objects.get()
    assert kept.reason == written[0].reason
    assert kept.reason in refused[0].sentence
