"""The nightly checks over all rooms: each finds its fault and nothing else, ages it, and lets it go when mended."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from agreements.models import Party
from cooperation.models import Activity
from core.checks import registered_checks
from insights.findings.looking import look_everywhere
from insights.findings.shown import dressed
from insights.models import Finding
from mobility.enums import MobilityState
from mobility.models import BalanceThreshold, ParticipantReport
from reference.academic_years import AcademicYear
from reference.models import IscedField
from tests.agreements.factories import AgreementFactory, ConditionFactory, DocumentFactory, InstitutionFactory
from tests.cooperation.factories import ActivityFactory
from tests.mobility.factories import MobilityFactory
from tests.quality.factories import FollowUpFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate
LONG_AGO = timedelta(days=1500)
LIST = "/insights/findings/"


def sound(unit, coordinator, **given):
    """An agreement in which the checks find nothing."""
    values = {"responsible_unit": unit, "coordinator": coordinator, "kind": "moc"}
    agreement = AgreementFactory(**{**values, **given})
    DocumentFactory(agreement=agreement, kind="signed_copy", visibility="office")
    return agreement


def with_stays(unit, coordinator, count, **given):
    agreement = sound(unit, coordinator, kind="erasmus", starts_on=TODAY() - LONG_AGO, **given)
    condition = ConditionFactory(agreement=agreement, people_per_year=2)
    field = IscedField.objects.get_or_create(code="0613", defaults={"name_en": "Software"})[0]
    condition.condition_fields.create(isced_field=field)
    year = AcademicYear.current().first_year
    stay = {"unit": unit, "state": MobilityState.ACCEPTED, "academic_year": year, "condition": condition}
    for _each in range(count):
        MobilityFactory(**stay, agreement=agreement, partner=condition.receiver)
    return agreement


def published_when_over(unit, who):
    return sound(unit, who, is_published=True, ends_on=TODAY() - timedelta(days=1))


def without_signed_copy(unit, who):
    return AgreementFactory(responsible_unit=unit, coordinator=who)


def without_coordinator(unit, who):
    User.objects.filter(pk=who.pk).update(is_active=False)
    return sound(unit, who)


def charter_expired(unit, who):
    partner = InstitutionFactory(charter_ends_on=TODAY() - timedelta(days=1))
    return sound(unit, who, kind="erasmus", partners=[partner], starts_on=TODAY())


def overlapping(unit, who):
    partner = sound(unit, who, kind="mou").parties.get(is_home=False).institution
    return sound(unit, who, kind="mou", partners=[partner])


def field_missing(unit, who):
    agreement = sound(unit, who, kind="erasmus", starts_on=TODAY())
    ConditionFactory(agreement=agreement)
    return agreement


def over_quota(unit, who):
    return with_stays(unit, who, 3).conditions.get()


def dormant(unit, who):
    return with_stays(unit, who, 0)


def unbalanced(unit, who):
    BalanceThreshold.objects.create(level="warn", semesters=2)
    return with_stays(unit, who, 2)


def reports_waiting(unit, who):
    stay, now = MobilityFactory(unit=unit), timezone.now()
    return ParticipantReport.objects.create(
        mobility=stay, state="received", state_since=now - timedelta(days=40), expires_at=now, answered_at=now
    )


def contacts_out_of_date(unit, who):
    partner = InstitutionFactory(status="active", latitude=1, longitude=1, coordinates_precision="city")
    partner.contacts.create(name="Ada", valid_to=TODAY() - timedelta(days=1))
    return partner


def without_place(unit, who):
    return InstitutionFactory(status="active", latitude=1, longitude=1, coordinates_precision="country")


CASES = {
    "agreements": [
        published_when_over,
        without_signed_copy,
        without_coordinator,
        charter_expired,
        overlapping,
        field_missing,
    ],
    "mobility": [over_quota, unbalanced, reports_waiting],
    "cooperation": [dormant],
    "partners": [contacts_out_of_date, without_place],
}
EVERY_CASE = [(room, plant) for room, cases in CASES.items() for plant in cases]


def of_rooms(found):
    """Apart from quality, which has tests of its own; factories give partners no place."""
    return {finding for finding in found if not finding[0].startswith("quality")}


@pytest.mark.parametrize(("room", "plant"), EVERY_CASE, ids=[plant.__name__ for _room, plant in EVERY_CASE])
def test_a_check_finds_its_fault_and_nothing_else(university, unit, coordinator, room, plant):
    row = plant(unit, coordinator)
    look_everywhere()
    found = set(Finding.objects.values_list("check_name", "object_id"))
    own = {pair for pair in of_rooms(found) if not pair[0].startswith("partners.")}

    assert (f"{room}.{plant.__name__}", row.pk) in found
    assert room == "partners" or own == {(f"{room}.{plant.__name__}", row.pk)}


def test_every_check_of_the_rooms_is_planted_here(db):
    names = {check.name for check in registered_checks() if check.room != "quality"}
    assert names == {f"{room}.{plant.__name__}" for room, plant in EVERY_CASE}


def test_an_activity_under_an_agreement_keeps_it_awake(university, unit, coordinator):
    agreement = dormant(unit, coordinator)
    activity = ActivityFactory(agreement=agreement, unit=unit, state="cancelled", starts_on=TODAY(), ends_on=TODAY())
    look_everywhere()
    assert Finding.objects.open().filter(check_name="cooperation.dormant").exists()

    Activity.objects.filter(pk=activity.pk).update(state="planned")
    look_everywhere()
    assert not Finding.objects.open().filter(check_name="cooperation.dormant").exists()


def test_a_finding_ages_until_it_is_mended_and_begins_anew(university, unit, coordinator, officer):
    agreement, today = without_signed_copy(unit, coordinator), TODAY()
    findings = Finding.objects.filter(check_name="agreements.without_signed_copy")
    look_everywhere(today - timedelta(days=9))
    again = look_everywhere(today)
    assert (again.found, again.mended) == (0, 0)
    assert (findings.get().found_on, findings.get().owner) == (today - timedelta(days=9), coordinator)

    agreement.coordinator = officer
    agreement.save(update_fields=["coordinator"])
    look_everywhere(today)
    assert findings.get().owner == officer

    DocumentFactory(agreement=agreement, kind="signed_copy", visibility="office")
    assert look_everywhere(today).mended == 1
    assert findings.get().mended_on == today
    agreement.documents.all().update(is_current=False)
    look_everywhere(today)
    assert findings.open().get().found_on == today


def test_everybody_sees_their_own_and_the_office_all(university, unit, coordinator, outsider, officer, browser_of):
    agreement = without_signed_copy(unit, coordinator)
    look_everywhere()
    pages = {who: browser_of(who).get(LIST).content.decode() for who in (coordinator, outsider, officer)}

    assert agreement.title in pages[coordinator]
    assert agreement.title in pages[officer]
    assert agreement.title not in pages[outsider]


def test_the_list_asks_the_same_of_one_finding_and_of_three(
    university, unit, coordinator, officer, browser_of, django_assert_num_queries
):
    browser = browser_of(officer)
    without_signed_copy(unit, coordinator)
    look_everywhere()
    browser.get(LIST)
    with django_assert_num_queries(10):
        browser.get(LIST)
    for _each in range(2):
        without_signed_copy(unit, coordinator)
    look_everywhere()
    with django_assert_num_queries(10):
        browser.get(LIST)


def test_a_mended_row_is_no_dead_link(university, unit, coordinator, officer):
    agreement = without_signed_copy(unit, coordinator)
    look_everywhere()
    Party.objects.filter(agreement=agreement).delete()
    agreement.delete()
    of_agreement = Finding.objects.filter(check_name="agreements.without_signed_copy")
    (finding,) = dressed(list(of_agreement), officer)

    assert finding.fault is None
    assert str(finding.asked_by.label) == "In force without a signed copy"


def test_what_others_see_to_is_not_called_mended(university, unit, officer, browser_of):
    """The office reads every finding, and no follow-up of quality."""
    FollowUpFactory(unit=unit, owner=None)
    look_everywhere()
    page = browser_of(officer).get(LIST).content.decode()

    assert "A row that others see to" in page
    assert "Mended since last night" not in page
