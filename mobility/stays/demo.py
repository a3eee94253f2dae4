"""The demonstration's stays, made by the services as people would, in an order of days that can have been."""

from datetime import date, timedelta
from itertools import cycle

from agreements.ending.coverage import covers
from agreements.models import Condition
from core.demo_history import as_if_on
from core.errors import PortalError
from mobility.enums import Activity, Direction, MobilityState, StaffCategory, SubKind
from mobility.learning.demo import settle_on_paper
from mobility.models import GrantProject, Mobility, Scheme
from mobility.rules.periods import calendar_days
from mobility.stays.demo_plan import Planned, staff, students
from mobility.stays.moves import accept_beyond, move_stay
from mobility.stays.people import Person
from mobility.stays.places import KIND_OF, TAKING_NOMINATIONS, no_place
from mobility.stays.writing import nominate
from partners.places import distance_between
from partners.services import home_institution
from reference.models import Country, IscedField

PATHS = {
    MobilityState.NOMINATED: (),
    MobilityState.ACCEPTED: ("accept",),
    MobilityState.REJECTED: ("reject",),
    MobilityState.AGREED: ("accept", "agree"),
    MobilityState.CANCELLED: ("accept", "cancel"),
    MobilityState.UNDER_WAY: ("accept", "agree", "begin"),
    MobilityState.INTERRUPTED: ("accept", "agree", "begin", "interrupt"),
    MobilityState.COMPLETED: ("accept", "agree", "begin", "complete"),
    MobilityState.CLOSED: ("accept", "agree", "begin", "complete"),  # the rest after its grant is paid
}
WHY = {
    "reject": "The level of English is not reached yet; welcome again next year.",
    "cancel": "Found an internship at home instead.",
    "interrupt": "Back home for some weeks because of an illness in the family.",
}
# Days before the first day on which it is done; what follows the stay is counted from its last day.
BEFORE = {"accept": 130, "reject": 120, "agree": 40, "cancel": 60}
FIELDS = ("0613", "0714", "0413", "0732", "0913")
NOMINATED_DAYS_BEFORE = 150
DAYS_TO_CLOSE = 60
OVERBOOKED = "The partner offered one place more by e-mail."


def build_stays(today: date, projects: list[GrantProject], officer) -> int:
    """About sixty stays in every state; ``projects`` pay for those who go. Returns how many were made."""
    maker = DemoStays(today, projects, officer)
    made = [maker.make(plan) for plan in (*students(today), *staff(today))]
    return sum(stay is not None for stay in made)


def close_what_is_over(officer, today: date):
    """After the grants: what ended two months ago and lacks nothing is closed; the rest waits for its papers."""
    before = today - timedelta(days=DAYS_TO_CLOSE)
    over = Mobility.objects.filter(state=MobilityState.COMPLETED, ends_on__lt=before)
    for stay in over.select_related("unit").order_by("ends_on", "pk"):
        with as_if_on(min(today, stay.ends_on + timedelta(days=DAYS_TO_CLOSE))):
            try:
                move_stay(stay, "close", actor=officer)
            except PortalError:
                continue


class DemoStays:
    """Takes partners in turn, so that no one university gets everybody."""

    def __init__(self, today: date, projects: list[GrantProject], officer):
        self.today, self.projects, self.officer = today, projects, officer
        self.home = home_institution()
        self.schemes = {scheme.code: scheme for scheme in Scheme.objects.all()}
        self.fields = cycle(IscedField.objects.filter(code__in=FIELDS))
        self.inside = set(Country.objects.programme_countries(today.year).values_list("pk", flat=True))
        self.turns: dict[tuple, list[Condition]] = {}

    def make(self, plan: Planned) -> Mobility | None:
        """The stay, moved as far as its plan and the rules let it; None where no agreement covers it."""
        condition = self._next_condition(plan)
        if condition is None:
            return None
        partner = condition.receiver if plan.direction == Direction.OUTGOING else condition.sender
        scheme = self.schemes["ka131" if partner.country_id in self.inside else "bilateral"]
        with as_if_on(min(self.today, plan.starts_on - timedelta(days=NOMINATED_DAYS_BEFORE))):
            stay = nominate(
                actor=self.officer,
                person=self._person(plan),
                unit=condition.agreement.responsible_unit,
                coordinator=condition.agreement.coordinator or self.officer,
                scheme=scheme,
                project=self._project(plan, scheme),
                partner=partner,
                condition=condition,
                distance_km=distance_between(self.home, partner),
                **self._facts(plan, condition),
            )
        self._walk(stay, plan)
        return stay

    def _next_condition(self, plan: Planned) -> Condition | None:
        """The next in turn that is for such a stay and in force for all its days."""
        ends = {"sender" if plan.direction == Direction.OUTGOING else "receiver": self.home}
        key = (plan.direction, KIND_OF[Activity(plan.activity)])
        if key not in self.turns:
            found = Condition.objects.filter(**ends, kind=key[1], agreement__state__in=TAKING_NOMINATIONS)
            related = ("agreement__responsible_unit", "agreement__coordinator", "sender", "receiver")
            self.turns[key] = list(found.select_related(*related).order_by("agreement__number", "pk"))
        if plan.goes_along:
            self.turns[key].insert(0, self.turns[key].pop())
        for place, condition in enumerate(self.turns[key]):
            abroad = {condition.sender.country_id, condition.receiver.country_id} != {self.home.country_id}
            if abroad and not covers(condition, plan.starts_on, plan.ends_on):
                self.turns[key].append(self.turns[key].pop(place))
                return condition
        return None

    def _person(self, plan: Planned) -> Person:
        given, _blank, family = plan.name.partition(" ")
        address = f"{given}.{family}@example.org".casefold().encode("ascii", "ignore").decode()
        return Person(given_name=given, family_name=family, email=address)

    def _project(self, plan: Planned, scheme: Scheme) -> GrantProject | None:
        """The one of the scheme whose period holds the whole stay; partners pay for those whom they send."""
        if plan.direction == Direction.INCOMING:
            return None
        fitting = (each for each in self.projects if each.scheme_id == scheme.pk)
        return next(
            (each for each in fitting if each.starts_on <= plan.starts_on and plan.ends_on <= each.ends_on), None
        )

    def _facts(self, plan: Planned, condition: Condition) -> dict:
        names = ("direction", "activity", "term", "starts_on", "ends_on")
        facts = {name: getattr(plan, name) for name in names} | {"academic_year": plan.year}
        if plan.is_of_staff:
            teaches = plan.activity == Activity.TEACHING
            kind = {"staff_category": StaffCategory.TEACHING, "sub_kind": SubKind.TEACHING, "teaching_hours": 8}
            trained = {"staff_category": StaffCategory.ADMINISTRATIVE, "sub_kind": SubKind.JOB_SHADOWING}
            return facts | (kind if teaches else trained)
        level = min(condition.eqf_levels, default=6)
        facts |= {"eqf_level": max(level, 6), "isced_field": next(self.fields)}
        is_long = calendar_days(plan.starts_on, plan.ends_on) > 100
        return facts | ({"ects": 30} if is_long and plan.activity == Activity.STUDIES else {})

    def _walk(self, stay: Mobility, plan: Planned):
        for name in PATHS[MobilityState(plan.state)]:
            with as_if_on(min(self.today, self._day(name, plan))):
                try:
                    self._move(stay, name)
                except PortalError:
                    return  # a rule or a paper is in the way: it waits on somebody's desk, as it would

    def _move(self, stay: Mobility, name: str):
        if name == "agree":
            settle_on_paper(stay, self.officer)
            stay.refresh_from_db()
            if stay.state == MobilityState.AGREED:
                return  # by itself, with the last signature
        if name == "accept" and no_place(stay):
            accept_beyond(stay, actor=self.officer, reason=OVERBOOKED)
        else:
            move_stay(stay, name, actor=self.officer, note=WHY.get(name, ""))

    def _day(self, name: str, plan: Planned) -> date:
        if name in BEFORE:
            return plan.starts_on - timedelta(days=BEFORE[name])
        if name in ("begin", "interrupt"):
            return plan.starts_on + timedelta(days=0 if name == "begin" else 20)
        return plan.ends_on + timedelta(days=1)
