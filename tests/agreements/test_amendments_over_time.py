"""Conditions over time: what amendments write, and what is told of earlier days, against a slow computation by hand."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from agreements.amendments.over_time import TermsOverTime, numbers_by_year
from agreements.models import Agreement, Amendment, Condition
from agreements.services.amendments import propose_amendment, propose_conditions
from agreements.services.amendments_in_effect import apply_amendment
from agreements.services.conditions import ConditionRow, ConditionValues
from agreements.services.proposals import values_of
from tests.agreements.factories import AgreementFactory, ConditionFactory, DocumentFactory

MOST = 4


def today() -> date:
    return timezone.localdate()


@pytest.fixture
def agreement(unit, lodz):
    begins, ends = today() - timedelta(days=800), today() + timedelta(days=1200)
    return AgreementFactory(responsible_unit=unit, kind="erasmus", partners=[lodz], starts_on=begins, ends_on=ends)


def take_effect(amendment, on: date):
    """As if it had been approved and signed before, and its day had come ``on``."""
    paper = DocumentFactory(agreement=amendment.agreement)
    for state in ("in_review", "approved", "signed"):
        Amendment.objects.filter(pk=amendment.pk).update(
            state=state, signed_on=on, document=paper, effective_on=on, proposed_by=None
        )
    apply_amendment(amendment)


def row_for(condition, people: int) -> ConditionRow:
    said = values_of(condition)
    values = said.values | {"people_per_year": people}
    return ConditionRow(ConditionValues(values, said.isced_fields, said.clarifications, said.languages), condition)


def new_row(agreement, people: int) -> ConditionRow:
    ends = [party.institution for party in agreement.parties.all()]
    plain = {"sender": ends[0], "receiver": ends[1], "kind": "staff_training", "people_per_year": people}
    return ConditionRow(ConditionValues(plain))


# A deed: what becomes of which of the conditions there are then, counted round.
deeds = some.tuples(some.sampled_from(["change", "remove", "add"]), some.integers(0, 9), some.integers(1, 99))
courses = some.lists(some.lists(deeds, min_size=1, max_size=3), min_size=1, max_size=MOST)


def rows_of(agreement, deeds, expected: dict[int, int]) -> tuple[list[ConditionRow], dict[int, int], list[int]]:
    """The rows of one amendment; what is expected of the conditions there are; the people of new ones."""
    present, after, added = list(agreement.conditions.order_by("pk")), dict(expected), []
    touched, rows = set(), []
    for deed, which, people in deeds:
        if deed == "add":
            rows.append(new_row(agreement, people))
            added.append(people)
            continue
        condition = present[which % len(present)] if present else None
        if condition is None or condition.pk in touched:
            continue
        touched.add(condition.pk)
        if deed == "remove":
            rows.append(ConditionRow(None, condition))
            del after[condition.pk]
        else:
            rows.append(row_for(condition, people))
            after[condition.pk] = people
    return rows, after, added


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(course=courses)
def test_what_amendments_write_and_what_held_before_is_as_computed_by_hand(agreement, officer, course):
    Amendment.objects.all().delete()
    Condition.objects.all().delete()
    first = ConditionFactory(agreement=agreement, people_per_year=2)
    states, expected = [(date.min, {first.pk: 2})], {first.pk: 2}
    for number, deeds in enumerate(course):
        day = today() - timedelta(days=100 * (len(course) - number))
        amendment = propose_amendment(agreement, actor=officer, reason="x", effective_on=today() + timedelta(days=1))
        rows, expected, added = rows_of(agreement, deeds, expected)
        amendment = propose_conditions(amendment, actor=officer, rows=rows)
        take_effect(amendment, day)
        fresh = agreement.conditions.exclude(pk__in=expected).order_by("pk")
        expected |= dict(zip(fresh.values_list("pk", flat=True), added, strict=True))
        assert dict(agreement.conditions.values_list("pk", "people_per_year")) == expected
        states.append((day, dict(expected)))
    over_time = TermsOverTime(agreement)
    for day, terms in states:
        told = {key: said.values["people_per_year"] for key, said in over_time.on(day).items()}
        assert told == terms, day
        if day > date.min:
            before = {
                key: said.values["people_per_year"] for key, said in over_time.on(day - timedelta(days=1)).items()
            }
            assert before == states[states.index((day, terms)) - 1][1], day


def test_the_numbers_of_each_year_stand_in_a_row_without_gaps(agreement, officer, browser_of, reader):
    """A change during a year is told with its day; a condition without years holds for those of the agreement."""
    now = today().year if today().month >= 9 else today().year - 1
    kept = ConditionFactory(agreement=agreement, people_per_year=2, first_year=now - 1, last_year=now + 2)
    taken_off = ConditionFactory(agreement=agreement, people_per_year=7, kind="staff_teaching")
    amendment = propose_amendment(agreement, actor=officer, reason="x", effective_on=today())
    propose_conditions(amendment, actor=officer, rows=[row_for(kept, 5), ConditionRow(None, taken_off)])
    day = date(now, 10, 15)
    take_effect(Amendment.objects.get(), day)
    table = numbers_by_year(agreement)
    years = [year.first_year for year in table.years]
    assert years == list(range(years[0], years[-1] + 1))
    by_kind = {(line.kind, line.is_gone): dict(zip(years, line.cells, strict=True)) for line in table.lines}
    student, staff = by_kind["Student studies", False], by_kind["Staff teaching", True]
    assert [student[year].people for year in range(now - 2, now + 3)] == [None, 2, 2, 5, 5]
    assert student[now].changes == ((day, 5),)
    assert (staff[now].people, staff[now].changes, staff[now + 1].people) == (7, ((day, None),), None)
    Agreement.objects.filter(pk=agreement.pk).update(starts_on=None, ends_on=None)
    unknown = numbers_by_year(Agreement.objects.get(pk=agreement.pk)).years
    assert [year.first_year for year in unknown] == list(range(now - 1, now + 3))
    page = browser_of(reader).get(f"/agreements/{agreement.pk}/conditions/years/").content.decode()
    assert f"2; from {date_format(day)}: 5" in " ".join(page.split())
