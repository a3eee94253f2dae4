"""Key figures of people who go and come: KPI-04 to KPI-06 and KPI-13 to KPI-16. A year is that of the stay."""

from datetime import timedelta
from decimal import Decimal

from django.db.models import DateField, Exists, ExpressionWrapper, OuterRef
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from insights.enums import NumberKind
from insights.kpis.divisions import BY_ACTIVITY
from insights.kpis.measures import VIEW_STAYS, Measure, number, share
from insights.kpis.scope import Measured, Scope
from insights.numbers.reading import people_in
from mobility.enums import Activity, Direction, MobilityState
from mobility.models import LearningAgreementVersion, Mobility, Participant, StayStep
from mobility.people.reading import VIEW_SENSITIVE

YEARS_OF_OPPORTUNITY = 3  # a bachelor's degree; and staff: "every three years"
DAYS_FOR_A_TRANSCRIPT = 35  # five weeks
TRANSCRIPT_SENT = "transcript-sent"  # the step of the checklist
STUDYING = (Activity.STUDIES, Activity.SHORT_BLENDED, Activity.SHORT_DOCTORAL)
FIRST_DAY, LAST_DAY = Coalesce("arrived_on", "starts_on"), Coalesce("left_on", "ends_on")


def stays_of(scope: Scope, direction: Direction, *, years: int = 1):
    """Who went, or came, in the year or the ``years`` that end with it."""
    first = scope.year - years + 1
    return scope.within(Mobility.objects.all()).filter(
        direction=direction, state__in=MobilityState.went, academic_year__range=(first, scope.year)
    )


def people_of(stays):
    """Each person once, however often they went."""
    return Participant.objects.filter(pk__in=stays.order_by().values("participant"))


def participants_out(scope: Scope):
    return people_of(stays_of(scope, Direction.OUTGOING))


def with_fewer_opportunities(scope: Scope):
    return people_of(stays_of(scope, Direction.OUTGOING).filter(inclusion_need__isnull=False))


def students_out(scope: Scope):
    stays = stays_of(scope, Direction.OUTGOING, years=YEARS_OF_OPPORTUNITY)
    return people_of(stays.exclude(activity__in=Activity.of_staff))


def staff_out(scope: Scope):
    stays = stays_of(scope, Direction.OUTGOING, years=YEARS_OF_OPPORTUNITY)
    return people_of(stays.filter(activity__in=Activity.of_staff))


def of_entered(rows, kind: NumberKind):
    """Measures the people of ``rows`` against a number that was entered; None where none was."""

    def measure(scope: Scope) -> Measured | None:
        whole = people_in(kind, scope.unit, scope.year)
        if whole is None:
            return None
        counted = rows(scope).count()
        return Measured(Decimal(counted), Decimal(whole), (counted, max(whole - counted, 0)))

    return measure


def transcript_due(scope: Scope):
    """Incoming students who left at least five weeks ago."""
    left_by = timezone.localdate() - timedelta(days=DAYS_FOR_A_TRANSCRIPT)
    stays = stays_of(scope, Direction.INCOMING).annotate(last_day=LAST_DAY)
    return stays.filter(activity__in=STUDYING, last_day__lt=left_by)


def transcript_in_time(scope: Scope):
    in_time = ExpressionWrapper(OuterRef("last_day") + timedelta(days=DAYS_FOR_A_TRANSCRIPT), DateField())
    sent = StayStep.objects.filter(mobility=OuterRef("pk"), kind__code=TRANSCRIPT_SENT, done_on__lte=in_time)
    return transcript_due(scope).filter(Exists(sent))


def students_who_left(scope: Scope):
    stays = stays_of(scope, Direction.OUTGOING).exclude(activity__in=Activity.of_staff)
    return stays.annotate(first_day=FIRST_DAY)


def agreed_before(scope: Scope):
    """Some version of the learning agreement was signed by all three before the first day."""
    versions = LearningAgreementVersion.objects.filter(agreement__mobility=OuterRef("pk"))
    return students_who_left(scope).filter(Exists(versions.filter(signed_at__date__lt=OuterRef("first_day"))))


def funded(scope: Scope):
    return stays_of(scope, Direction.OUTGOING).filter(project__isnull=False, is_zero_grant=False)


def green(scope: Scope):
    return funded(scope).filter(is_green_travel=True)


def beside_exchange_students(scope: Scope) -> tuple[int, ...]:
    """Students who left, less those of KPI-16, are the trainees and short stays."""
    others = students_who_left(scope).exclude(activity=Activity.STUDIES)
    return (others.count(),)


def beside_all_who_left(scope: Scope) -> tuple[int, ...]:
    """Funded trips, less the students of KPI-14, are the staff; less those of KPI-16 everybody who did not study."""
    left = stays_of(scope, Direction.OUTGOING)
    staff = left.filter(activity__in=Activity.of_staff).count()
    return staff, left.exclude(activity=Activity.STUDIES).count()


def not_due_yet(scope: Scope) -> tuple[int, ...]:
    """Those of KPI-16 who came, less those whose transcript is due."""
    came = stays_of(scope, Direction.INCOMING).filter(activity__in=STUDYING).count()
    return (came - transcript_due(scope).count(),)


def exchange_students(direction: Direction):
    return lambda scope: stays_of(scope, direction).filter(activity=Activity.STUDIES)


MEASURES = (
    Measure(
        "KPI-04",
        share(with_fewer_opportunities, participants_out),
        _("Each person once a year. Who they are is in no list: the office notes it at the stay (LG-08)."),
        of=participants_out,
        right=VIEW_SENSITIVE,
    ),
    Measure(
        "KPI-05",
        of_entered(students_out, NumberKind.DEGREE_STUDENTS),
        _("Counted is who went; who could have gone and stayed is not known. Three years stand for the degree."),
        rows=students_out,
        right=VIEW_STAYS,
    ),
    Measure(
        "KPI-06",
        of_entered(staff_out, NumberKind.STAFF),
        _("Counted is who went, for teaching or training; who could have gone and stayed is not known."),
        rows=staff_out,
        right=VIEW_STAYS,
    ),
    Measure(
        "KPI-13",
        share(transcript_in_time, transcript_due, beside=not_due_yet),
        _(
            "By the step “Transcript of records sent”, five weeks after the last day of the stay: "
            "the portal does not know when results were published. Who left less than five weeks ago is left out."
        ),
        rows=transcript_in_time,
        of=transcript_due,
        right=VIEW_STAYS,
    ),
    Measure(
        "KPI-14",
        share(agreed_before, students_who_left, beside=beside_exchange_students),
        _("Students alone; the first day is the certified arrival, else the planned one."),
        rows=agreed_before,
        of=students_who_left,
        right=VIEW_STAYS,
    ),
    Measure(
        "KPI-15",
        share(green, funded, beside=beside_all_who_left),
        _("Outgoing stays with a grant of a project; zero-grant stays are left out."),
        rows=green,
        of=funded,
        right=VIEW_STAYS,
        divisions=(BY_ACTIVITY,),
    ),
    *(
        Measure(
            "KPI-16",
            number(exchange_students(direction)),
            _("Stays of studies of those who came or went. The national figures are counted by another authority."),
            part=direction.value,
            label=direction.label,
            measured_in=ngettext_lazy("student", "students"),
            rows=exchange_students(direction),
            right=VIEW_STAYS,
        )
        for direction in (Direction.INCOMING, Direction.OUTGOING)
    ),
)
