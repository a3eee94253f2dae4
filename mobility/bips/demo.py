"""The demonstration's programmes: one of ours that may be paid, one that may not (and why), one of a partner's.

On the third one people wait for funded places; the fund for contributions has been used in part.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Max

from accounts.demo_accounts import demo_email
from accounts.models import Unit, User
from agreements.ending.coverage import covers
from agreements.models import Condition
from core.errors import PortalError
from mobility.bips.enums import BipRole
from mobility.bips.services import PartnerValues, move_bip, plan_bip, save_partners
from mobility.enums import Activity, Direction
from mobility.models import Bip, Scheme, SupportScheme
from mobility.stays.people import Person
from mobility.stays.places import conditions_for
from mobility.stays.writing import nominate
from mobility.support.enums import SupportKind
from mobility.support.services import begin_request, move_up_everywhere, send_request
from partners.models import Institution
from partners.services import home_institution
from reference.academic_years import AcademicYear
from reference.models import CallYearParameter, Language

WEIMAR, LODZ, TIRANA, OULU = "D  WEIMAR01", "PL LODZ02", "AL TIRANA03", "SF OULU01"
OUR_STUDENTS = 5
FUND, CONTRIBUTION = Decimal(9000), Decimal(3000)
GOING = (
    ("Elsa", "Nyström"),
    ("Omar", "Haddad"),
    ("Lina", "Åkesson"),
    ("Tove", "Brandt"),
    ("Ivo", "Kranjc"),
    ("Maja", "Lindholm"),
    ("Samir", "Aziz"),
)  # two more than there are places


@dataclass(frozen=True)
class Plan:
    """A programme that begins on a Monday, ``weeks`` from now; ``people`` by Erasmus code: role, students, teachers."""

    title: str
    role: BipRole
    weeks: int
    days: int
    place: str
    together: str
    people: dict[str, tuple[BipRole, int, int]]
    ects: int | None = 3
    told: tuple[str, str] = ("", "")  # English and Swedish, where the public site shows it


COASTS = Plan(
    "Digital twins for Baltic coasts", BipRole.COORDINATING_RECEIVING, 16, 5, "Karlskrona",
    "Four weekly meetings in mixed teams, with a common data set",
    {LODZ: (BipRole.SENDING, 7, 1), WEIMAR: (BipRole.SENDING, 6, 1), OULU: (BipRole.SENDING, 4, 0)},
    told=(
        "Mixed teams build a digital twin of one bay each, from open data, and show it to the municipality.",
        "Blandade lag bygger varsin digital tvilling av en vik, av öppna data, och visar den för kommunen.",
    ),
)  # fmt: skip
HARBOURS = Plan(
    "Harbours that remember", BipRole.COORDINATING_RECEIVING, 26, 5, "Karlskrona", "",
    {WEIMAR: (BipRole.SENDING, 6, 1), TIRANA: (BipRole.SENDING, 5, 1)}, ects=2,
)  # fmt: skip
LIGHT = Plan(
    "Light and public space", BipRole.SENDING, 10, 6, "Łódź", "Two seminars and a common sketchbook",
    {LODZ: (BipRole.COORDINATING_RECEIVING, 0, 2), OULU: (BipRole.SENDING, 6, 1)},
    told=(
        "A week of night walks, measurements and models: how light makes a square safe, and who decides over it.",
        "En vecka av nattvandringar, mätningar och modeller: hur ljus gör ett torg tryggt, och vem som bestämmer.",
    ),
)  # fmt: skip


def build_bips(today: date):
    """After partners, schemes and accounts. Works through the services, as people would."""
    keeper = User.objects.get(email=demo_email("coordinator"))
    coasts, _harbours, light = (_programme(plan, keeper, today) for plan in (COASTS, HARBOURS, LIGHT))
    _ask(coasts, keeper, purpose="To develop the common data set and the online part.")
    _ask(light, keeper, purpose="A first edition: places for students of ours.")
    for given, family in GOING:
        _ask_for_place(light, keeper, given, family)


def _programme(plan: Plan, keeper: User, today: date) -> Bip:
    starts_on = today + timedelta(weeks=plan.weeks, days=-today.weekday())
    year = AcademicYear.of(starts_on).first_year
    bip = plan_bip(
        actor=keeper,
        home=home_institution(),
        title=plan.title,
        role=plan.role,
        academic_year=year,
        call_year=min(year, _newest_call()),
        scheme=Scheme.objects.get(code="bip"),
        language=Language.objects.filter(code="en").first(),
        ects=plan.ects,
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=plan.days - 1),
        place=plan.place,
        virtual_starts_on=starts_on - timedelta(weeks=5) if plan.together else None,
        virtual_ends_on=starts_on - timedelta(weeks=1) if plan.together else None,
        virtual_together=plan.together,
        told_en=plan.told[0],
        told_sv=plan.told[1],
        is_published=any(plan.told),
        our_places=OUR_STUDENTS if any(plan.told) else None,
        apply_by=starts_on - timedelta(weeks=6) if any(plan.told) else None,
        unit=keeper_unit(keeper),
        coordinator=keeper,
    )
    save_partners(bip, actor=keeper, rows=_partners(plan))
    return move_bip(bip, "agree", actor=keeper) if plan is not HARBOURS else bip


def _newest_call() -> int:
    """The last call whose limits the tables hold."""
    return CallYearParameter.objects.aggregate(last=Max("call_year"))["last"]


def keeper_unit(keeper: User) -> Unit:
    return Unit.objects.where(keeper, "mobility.add_bip").order_by("path")[0]


def _partners(plan: Plan) -> list[PartnerValues]:
    ours = PartnerValues(home_institution(), fields={"planned_students": OUR_STUDENTS, "planned_teachers": 2})
    known = {row.erasmus_code: row for row in Institution.objects.filter(erasmus_code__in=plan.people)}
    theirs = [
        PartnerValues(known[code], fields={"role": role, "planned_students": students, "planned_teachers": teachers})
        for code, (role, students, teachers) in plan.people.items()
    ]
    return [ours, *theirs]


def _scheme() -> SupportScheme:
    scheme = SupportScheme.objects.get(code="local")
    if not scheme.fund:
        scheme.fund, scheme.contribution, scheme.is_local = FUND, CONTRIBUTION, True
        scheme.save()
        move_up_everywhere(scheme)
    return scheme


def _ask(bip: Bip, keeper: User, *, kind=SupportKind.PROGRAMME, stay=None, purpose=""):
    asked = begin_request(
        actor=keeper, bip=bip, scheme=_scheme(), kind=kind, stay=stay, purpose=purpose, is_announced=True
    )
    try:
        send_request(asked, actor=keeper)
    except PortalError:
        return  # kept, and its page says what is missing


def _agreed_with(host: Institution, bip: Bip) -> Condition | None:
    """What the partners agreed on studies: a short blended stay needs it like every other (KA131-11)."""
    fitting = conditions_for(host, activity=Activity.SHORT_BLENDED, direction=Direction.OUTGOING)
    ours = fitting.filter(sender=home_institution())
    return next((each for each in ours if not covers(each, bip.starts_on, bip.ends_on)), None)


def _ask_for_place(bip: Bip, keeper: User, given: str, family: str):
    host = bip.partners.get(role__in=BipRole.receives).institution
    stay = nominate(
        actor=keeper,
        person=Person(given_name=given, family_name=family, email=f"{given}.{family}@example.org".lower()),
        scheme=bip.scheme,
        bip=bip,
        direction=Direction.OUTGOING,
        activity=Activity.SHORT_BLENDED,
        partner=host,
        condition=_agreed_with(host, bip),
        unit=bip.unit,
        coordinator=keeper,
        academic_year=bip.academic_year,
        eqf_level=6,
        starts_on=bip.starts_on,
        ends_on=bip.ends_on,
        has_virtual_part=True,
        virtual_starts_on=bip.virtual_starts_on,
        virtual_ends_on=bip.virtual_ends_on,
        ects=bip.ects,
    )
    _ask(bip, keeper, kind=SupportKind.PLACE, stay=stay)
