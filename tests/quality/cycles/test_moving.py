"""Moving a date or a follow-up: what depends on it is shown, and exactly that is done."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from core.errors import ChangedElsewhere, PortalError, RightMissing
from quality.cycles.generating import generate
from quality.cycles.moving import marks, move_step, move_year, moved_steps, steps_in_year
from quality.enums import FollowUpState, StepKind
from quality.models import FollowUp, FollowUpStep, ProcessVersion
from reference.academic_years import AcademicYear
from tests.quality.factories import (
    FollowUpFactory,
    FollowUpStepFactory,
    ProcessUnitFactory,
    ProcessVersionFactory,
)

pytestmark = pytest.mark.django_db
THIS_YEAR = AcademicYear.current().first_year
DAYS = [
    (StepKind.COLLECT, date(2027, 11, 1)),
    (StepKind.DIALOGUE, date(2027, 12, 1)),
    (StepKind.ACTION_PLAN, date(2028, 1, 17)),
]


@pytest.fixture
def planned(unit, process_owner):
    version = ProcessVersionFactory(accountable=process_owner)
    row = FollowUpFactory(version=version, unit=unit, academic_year=2027, owner=process_owner)
    for place, (kind, day) in enumerate(DAYS, start=1):
        FollowUpStepFactory(follow_up=row, kind=kind, due_on=day, position=place * 10)
    return row


def days_of(follow_up):
    return list(follow_up.steps.values_list("due_on", flat=True))


def test_later_open_steps_move_as_many_days_onto_working_days(planned, process_owner):
    collect = planned.steps.get(kind=StepKind.COLLECT)
    moved = moved_steps(collect, date(2027, 11, 5))
    assert [each.after for each in moved] == [date(2027, 11, 5), date(2027, 12, 6), date(2028, 1, 21)]
    assert days_of(planned) == [day for _kind, day in DAYS]  # shown, not done
    move_step(collect, actor=process_owner, due_on=date(2027, 11, 5), shown=marks(moved), note="The registry is late.")
    assert days_of(planned) == [date(2027, 11, 5), date(2027, 12, 6), date(2028, 1, 21)]
    event = FollowUpStep.pgh_event_model.objects.order_by("-pgh_id").first()
    assert (event.pgh_context["action"], event.pgh_context["note"]) == ("follow_up.move_steps", "The registry is late.")


def test_done_steps_stay_and_a_step_never_passes_the_one_before(planned):
    planned.steps.filter(kind=StepKind.COLLECT).update(done_on=date(2027, 11, 20))
    dialogue, collect = (planned.steps.get(kind=kind) for kind in (StepKind.DIALOGUE, StepKind.COLLECT))
    assert len(moved_steps(dialogue, date(2027, 11, 22))) == 2
    with pytest.raises(PortalError, match="“Collect data” comes before it"):
        moved_steps(dialogue, date(2027, 11, 19))
    with pytest.raises(PortalError, match="is done"):
        moved_steps(collect, date(2027, 11, 2))
    for day in (date(1, 1, 1), date(9999, 12, 31)):
        with pytest.raises(PortalError, match="Choose a day in the academic year"):
            moved_steps(dialogue, day)


def test_nothing_moves_but_what_was_shown(planned, process_owner):
    collect = planned.steps.get(kind=StepKind.COLLECT)
    shown = marks(moved_steps(collect, date(2027, 11, 5)))
    planned.steps.filter(kind=StepKind.ACTION_PLAN).update(due_on=date(2028, 3, 1))
    with pytest.raises(ChangedElsewhere):
        move_step(collect, actor=process_owner, due_on=date(2027, 11, 5), shown=shown)
    assert days_of(planned)[0] == date(2027, 11, 1)


def test_follow_up_moved_to_another_year_is_not_planned_again(planned, unit, quality_officer):
    ProcessUnitFactory(version=planned.version, unit=unit, first_year=2027)
    moved = steps_in_year(planned, 2029)
    assert moved[0].after == date(2029, 11, 1)

    move_year(planned, actor=quality_officer, year=2029, shown=marks(moved))

    planned.refresh_from_db()
    assert (planned.academic_year, planned.cycle_year) == (2029, 2027)
    generate(2030, actor=None, first_year=2027)
    years = FollowUp.objects.order_by("academic_year").values_list("academic_year", flat=True)
    assert list(years) == [2028, 2029, 2030]


def test_year_in_which_it_cannot_be_is_refused(planned, unit):
    FollowUpFactory(version=planned.version, unit=unit, academic_year=2028)
    ProcessVersion.objects.update(valid_to=2030)
    for year, words in ((2028, "in that year already"), (2031, "not in force in 2031/32"), (2027, "this year already")):
        with pytest.raises(PortalError, match=words):
            steps_in_year(planned, year)
    with pytest.raises(PortalError, match="is over"):
        steps_in_year(planned, THIS_YEAR - 1)
    FollowUp.objects.filter(pk=planned.pk).update(state=FollowUpState.COLLECTING)
    planned.refresh_from_db()
    with pytest.raises(PortalError, match="has begun"):
        steps_in_year(planned, 2029)


def test_only_who_runs_it_moves_its_days_and_only_the_office_its_year(planned, process_owner, contributor, outsider):
    collect = planned.steps.get(kind=StepKind.COLLECT)
    for person in (contributor, outsider):
        with pytest.raises(RightMissing):
            move_step(collect, actor=person, due_on=date(2027, 11, 5), shown=[])
    with pytest.raises(RightMissing):
        move_year(planned, actor=process_owner, year=2029, shown=[])


def test_page_shows_first_and_moves_then(planned, process_owner, quality_officer, client):
    client.force_login(process_owner)
    collect = planned.steps.get(kind=StepKind.COLLECT)
    address = reverse("quality:follow_up_step_shift", args=[planned.pk, collect.pk])
    day = {"due_on": "2027-11-05"}
    shown = client.post(address, day)
    assert next(each.after - each.before for each in shown.context["moved"]) == timedelta(days=4)
    assert client.post(address, day | {"shown": ["7:2027-01-01"]}).context["was_shown"] is True
    assert client.post(address, {"due_on": "never"}).status_code == 200
    assert client.post(address, day | {"shown": shown.context["marks"]}).url == planned.get_absolute_url()
    assert days_of(planned)[0] == date(2027, 11, 5)
    assert client.get(address.replace(f"/{collect.pk}/", "/999999/")).status_code == 404
    client.force_login(quality_officer)
    address = reverse("quality:follow_up_shift", args=[planned.pk])
    shown = client.post(address, {"year": 2029})
    assert client.post(address, {"year": 2029, "shown": shown.context["marks"]}).status_code == 302
    assert client.post(address, {"year": 2029}).context["form"].errors["year"] == [
        "It is planned for this year already."
    ]
