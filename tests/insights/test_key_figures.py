"""Every key figure, counted anew by hand: row by row over instances, and compared."""

from datetime import timedelta
from decimal import Decimal

import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone

from insights.enums import NumberKind
from insights.kpis.all_measures import MEASURES
from insights.kpis.keeping import count_key_figures
from insights.kpis.scope import Scope
from insights.models import KpiFigure, UniversityNumber
from reference.academic_years import AcademicYear
from tests.insights.worlds import THIS_YEAR, World

pytestmark = pytest.mark.django_db

WENT = {"under_way", "completed", "closed", "interrupted"}
TAKES = WENT | {"accepted", "agreed"}
STAFF = {"staff-teaching", "staff-training"}
STUDYING = {"student-studies", "student-short-blended", "student-short-doctoral"}
SEMESTERS = {"autumn": 1, "spring": 1, "full_year": 2, "other": 0}


class ByHand:
    """What each key figure must be, in plain loops."""

    def __init__(self, world: World, unit, year: int):
        self.world, self.year, self.today = world, year, timezone.localdate()
        self.stays = [stay for stay in world.stays if stay.unit.path.startswith(unit.path)]
        self.agreements = [row for row in world.agreements if row.responsible_unit.path.startswith(unit.path)]
        self.unit = unit

    def went(self, direction, years=1, *, staff=None):
        return [
            stay
            for stay in self.stays
            if stay.direction == direction
            and stay.state in WENT
            and self.year - years < stay.academic_year <= self.year
            and (staff is None or (stay.activity in STAFF) == staff)
        ]

    def people(self, stays):
        return len({stay.participant_id for stay in stays})

    def entered(self, kind):
        return self.world.numbers.get((kind, self.unit.pk, self.year))

    def against(self, counted, kind):
        whole = self.entered(kind)
        return None if whole is None else (counted, whole)

    def graduates(self):
        whole, abroad = self.entered(NumberKind.GRADUATES), self.entered(NumberKind.GRADUATES_ABROAD)
        return None if whole is None or abroad is None else (abroad, whole)

    def fewer_opportunities(self):
        out = self.went("outgoing")
        return self.people(stay for stay in out if stay.pk in self.world.needs), self.people(out)

    def students(self):
        return self.against(self.people(self.went("outgoing", 3, staff=False)), NumberKind.DEGREE_STUDENTS)

    def staff(self):
        return self.against(self.people(self.went("outgoing", 3, staff=True)), NumberKind.STAFF)

    def balance(self):
        sign = {"incoming": 1, "outgoing": -1}
        return (
            sum(
                sign[stay.direction] * SEMESTERS[stay.term]
                for stay in self.stays
                if stay.activity == "student-studies" and stay.state in TAKES and stay.academic_year <= self.year
            ),
            None,
        )

    def in_force(self):
        last = min(AcademicYear(self.year).ends_on, self.today)
        found = []
        for row in self.agreements:
            begun = row.starts_on is None or row.starts_on <= last
            if last >= self.today:
                holds = row.state in ("active", "notice_given") and (row.ends_on is None or row.ends_on >= last)
            else:
                is_known = row.state in ("signed", "active", "suspended", "notice_given", "ended")
                is_over = row.state == "ended" if row.ends_on is None else row.ends_on < last
                holds = is_known and not is_over
            if begun and holds:
                found.append(row)
        return found

    def undecided(self, months):
        if self.year != THIS_YEAR:
            return None
        until = self.today + relativedelta(months=months)
        ending = [row for row in self.in_force() if row.ends_on and row.ends_on <= until]
        decided = [row for row in ending if row.state == "notice_given" or row.renewal == "automatic"]
        return len(ending) - len(decided), None

    def dormant(self):
        kinds, since = {"erasmus", "student_exchange", "staff_exchange"}, AcademicYear(self.year - 1).starts_on
        old = [r for r in self.in_force() if r.kind in kinds and (r.starts_on is None or r.starts_on < since)]
        used = {
            stay.agreement_id
            for stay in self.world.stays
            if stay.state in TAKES and stay.academic_year in (self.year, self.year - 1)
        }
        return sum(row.pk not in used for row in old), len(old)

    def places(self):
        year, agreed, conditions = AcademicYear(self.year), 0, set()
        for row in self.world.conditions:
            mine, known = row.agreement in self.agreements, row.people_per_year is not None
            holds = row.agreement.state in ("signed", "active", "suspended", "notice_given", "ended")
            begun = row.agreement.starts_on is None or row.agreement.starts_on <= year.ends_on
            ends_on, is_over = row.agreement.ends_on, row.agreement.state == "ended"
            reaches = not is_over if ends_on is None else ends_on >= year.starts_on
            if mine and known and holds and begun and reaches:
                agreed += row.people_per_year
                conditions.add(row.pk)
        taken = [
            stay
            for stay in self.world.stays
            if stay.condition_id in conditions
            and stay.direction == "outgoing"
            and stay.state in TAKES
            and stay.academic_year == self.year
        ]
        return len(taken), agreed

    def recognised(self):
        stays = [stay for stay in self.stays if stay.direction == "outgoing" and stay.academic_year == self.year]
        results = [self.world.results[stay.pk] for stay in stays if stay.pk in self.world.results]
        return sum(counted for _earned, counted in results), sum(earned for earned, _counted in results)

    def transcripts(self):
        five_weeks = timedelta(days=35)
        due = [
            stay
            for stay in self.went("incoming")
            if stay.activity in STUDYING and stay.ends_on + five_weeks < self.today
        ]
        sent = self.world.sent
        return sum(stay.pk in sent and sent[stay.pk] <= stay.ends_on + five_weeks for stay in due), len(due)

    def signed(self):
        out, signed = self.went("outgoing", staff=False), self.world.signed
        in_time = [s for s in out if s.pk in signed and signed[s.pk] < (s.arrived_on or s.starts_on)]
        return len(in_time), len(out)

    def green(self):
        funded = [stay for stay in self.went("outgoing") if stay.project_id and not stay.is_zero_grant]
        return sum(stay.is_green_travel for stay in funded), len(funded)

    def studying(self, direction):
        return sum(stay.activity == "student-studies" for stay in self.went(direction)), None

    def every(self):
        graduates = self.graduates()
        return {
            ("KPI-01", ""): graduates,
            ("KPI-02", ""): graduates,
            ("KPI-03", ""): graduates,
            ("KPI-04", ""): self.fewer_opportunities(),
            ("KPI-05", ""): self.students(),
            ("KPI-06", ""): self.staff(),
            ("KPI-07", ""): self.balance(),
            ("KPI-08", ""): (len(self.in_force()), None),
            ("KPI-09", "within-6"): self.undecided(6),
            ("KPI-09", "within-12"): self.undecided(12),
            ("KPI-10", ""): self.dormant(),
            ("KPI-11", ""): self.places(),
            ("KPI-12", ""): self.recognised(),
            ("KPI-13", ""): self.transcripts(),
            ("KPI-14", ""): self.signed(),
            ("KPI-15", ""): self.green(),
            ("KPI-16", "incoming"): self.studying("incoming"),
            ("KPI-16", "outgoing"): self.studying("outgoing"),
        }


@pytest.fixture
def world(university, unit, other_unit):
    made = World([unit, other_unit], seed=2026)
    for year in (THIS_YEAR, THIS_YEAR - 1):
        for place, kind in enumerate(NumberKind):
            made.enter(kind, university, year, 200 - 40 * place)
            made.enter(kind, unit, year, 100 - 20 * place)
    return made


def test_every_key_figure_is_what_a_count_by_hand_gives(world, kpis, university, faculty, unit, other_unit):
    count_key_figures(years=[THIS_YEAR - 1, THIS_YEAR])
    units, years = (university, faculty, unit, other_unit), (THIS_YEAR - 1, THIS_YEAR)
    expected = {}
    for each in units:
        for year in years:
            for key, found in ByHand(world, each, year).every().items():
                if found is not None and not (key[0] in ("KPI-01", "KPI-02", "KPI-03") and each == faculty):
                    whole = None if found[1] is None else Decimal(found[1])
                    expected[*key, each.pk, year] = (Decimal(found[0]), whole)
    # The faculty has no numbers of its own: its only department has.
    for key in ("KPI-01", "KPI-02", "KPI-03", "KPI-05", "KPI-06"):
        for year in years:
            expected[key, "", faculty.pk, year] = expected[key, "", unit.pk, year]
    counted = {
        (row.kpi.code, row.part, row.unit_id, row.academic_year): (row.counted, row.whole)
        for row in KpiFigure.objects.select_related("kpi")
    }

    assert counted == expected
    past = {key: found for key, found in expected.items() if key[2:] == (university.pk, THIS_YEAR - 1)}
    assert all(found[0] for key, found in past.items() if key[0] not in ("KPI-08", "KPI-10"))  # as the day falls


def test_the_rows_behind_a_figure_are_as_many_as_it_says(world, kpis, university, unit):
    """KPI-12 counts credits: its rows are the stays they come from."""
    for measure in MEASURES:
        for each in (university, unit):
            scope = Scope(each, THIS_YEAR)
            found = measure.measure(scope)
            if measure.rows and measure.kpi != "KPI-12":
                assert measure.rows(scope).count() == found.counted, measure.key
            if measure.of:
                assert measure.of(scope).count() == found.whole, measure.key
            if measure.rows and measure.of:
                outside = measure.rows(scope).exclude(pk__in=measure.of(scope).order_by().values("pk"))
                assert not outside.exists(), measure.key


def test_counting_again_forgets_what_can_no_longer_be_said(world, kpis, university):
    count_key_figures(years=[THIS_YEAR], kpis=["KPI-06"])
    assert KpiFigure.objects.filter(unit=university).exists()

    UniversityNumber.objects.filter(kind=NumberKind.STAFF).delete()
    count_key_figures(years=[THIS_YEAR], kpis=["KPI-06"])
    assert not KpiFigure.objects.exists()
