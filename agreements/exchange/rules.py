"""What a condition needs before it can be exchanged (AG-04, AG-05): each rule asked of a row and of the database."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import ExtractYear
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agreements.enums import AgreementKind, MobilityKind
from agreements.models import Condition, ConditionField, ConditionLanguage
from agreements.rules import erasmus_limit
from reference.academic_years import FIRST_MONTH, AcademicYear

ISCED_DIGITS = 4
NEEDS_A_LANGUAGE = (MobilityKind.STUDENT_STUDIES, MobilityKind.STAFF_TEACHING)


@dataclass(frozen=True)
class Rule:
    """``lacks`` asks a condition with its rows, ``where`` finds the same in SQL; ``cell`` is its place in the table."""

    name: str
    sentence: str | Promise
    cell: str
    lacks: Callable[[Condition], bool]
    where: Callable[[], Q]


def programme_years() -> tuple[int, int]:
    """First and last academic year of the programme period (2021/22 to 2028/29; settings)."""
    first = date.fromisoformat(settings.ERASMUS_PROGRAMME_STARTS_ON)
    limit = erasmus_limit()
    return AcademicYear.of(first).first_year, min(AcademicYear.of(limit).first_year, limit.year - 1)


def _lacks_a_language(condition: Condition) -> bool:
    return condition.kind in NEEDS_A_LANGUAGE and not any(row.level for row in condition.languages.all())


def _lacks_an_amount(condition: Condition) -> bool:
    of_students = condition.kind in MobilityKind.of_students
    return (condition.total_months if of_students else condition.total_days) is None


def _outside_the_programme(condition: Condition) -> bool:
    first, last = programme_years()
    return (condition.first_year or first) < first or (condition.last_year or last) > last


def _outside_the_agreement(condition: Condition) -> bool:
    agreement = condition.agreement
    first, last = condition.first_year, condition.last_year
    too_early = first and agreement.starts_on and first < AcademicYear.of(agreement.starts_on).first_year
    return bool(too_early or (last and agreement.ends_on and last > AcademicYear.of(agreement.ends_on).first_year))


def _academic_year(path: str):
    before = {f"{path}__month__lt": FIRST_MONTH}
    step = Case(When(**before, then=Value(1)), default=Value(0), output_field=IntegerField())
    return ExtractYear(path) - step


def _rows(model, **filters) -> Exists:
    return Exists(model.objects.filter(condition=OuterRef("pk"), **filters))


def _outside_the_programme_in_sql() -> Q:
    first, last = programme_years()
    return Q(first_year__lt=first) | Q(last_year__gt=last)


RULES = (
    Rule(
        "field",
        _("A field of education with four digits is missing."),
        "fields_written",
        lambda row: not any(len(field.isced_field_id) == ISCED_DIGITS for field in row.condition_fields.all()),
        lambda: ~Q(_rows(ConditionField, isced_field__code__regex=r"^\d{4}$")),
    ),
    Rule(
        "language",
        _("A language with its level is missing."),
        "languages_written",
        _lacks_a_language,
        lambda: Q(kind__in=NEEDS_A_LANGUAGE) & ~Q(_rows(ConditionLanguage, level__gt="")),
    ),
    Rule(
        "people",
        _("The number of people a year must be at least 1."),
        "people_per_year",
        lambda row: not row.people_per_year and not row.is_people_undecided,
        lambda: (Q(people_per_year__isnull=True) | Q(people_per_year__lt=1)) & Q(is_people_undecided=False),
    ),
    Rule(
        "amount",
        _("The months of all students, or the days of all staff, are missing."),
        "total",
        _lacks_an_amount,
        lambda: (
            Q(kind__in=MobilityKind.of_students, total_months__isnull=True)
            | Q(~Q(kind__in=MobilityKind.of_students), total_days__isnull=True)
        ),
    ),
    Rule(
        "blended",
        _("Say whether it may be blended: yes or no."),
        "is_blended",
        lambda row: row.kind in MobilityKind.of_students and row.is_blended is None,
        lambda: Q(kind__in=MobilityKind.of_students, is_blended__isnull=True),
    ),
    Rule(
        "years",
        _("The first or the last academic year is missing."),
        "first_year",
        lambda row: row.first_year is None or row.last_year is None,
        lambda: Q(first_year__isnull=True) | Q(last_year__isnull=True),
    ),
    Rule(
        "programme",
        _("Its years lie outside the programme period."),
        "first_year",
        _outside_the_programme,
        _outside_the_programme_in_sql,
    ),
    Rule(
        "period",
        _("Its years lie outside the period of the agreement."),
        "last_year",
        _outside_the_agreement,
        lambda: (
            Q(agreement__starts_on__isnull=False, first_year__lt=_academic_year("agreement__starts_on"))
            | Q(agreement__ends_on__isnull=False, last_year__gt=_academic_year("agreement__ends_on"))
        ),
    ),
)


def incomplete_conditions() -> QuerySet[Condition]:
    """Every condition that lacks something by any of ``RULES``."""
    wanted = Q()
    for rule in RULES:
        wanted |= rule.where()
    return Condition.objects.filter(wanted)


def meant_for_exchange() -> Q:
    """Only Erasmus agreements travel."""
    return Q(kind=AgreementKind.ERASMUS)


def own_conditions(conditions) -> Exists:
    return Exists(conditions.filter(agreement=OuterRef("pk")))
