"""A published agreement in words: both directions of each kind of mobility, students first."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Prefetch, Q, prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.enums import AgreementKind, MobilityKind
from agreements.models import Agreement, Condition
from finder import published
from finder.cards import language_words, length_of
from finder.costs import Money, grant_here, money_there
from finder.enums import PROGRAMMES, Level, Standing
from finder.index import Index
from finder.offers import levels_of, months_each
from finder.words import Words
from partners.models import Institution
from reference.academic_years import AcademicYear

KINDS_IN_ORDER = list(MobilityKind)  # students before staff
OF_UNIT = tuple(f"responsible_unit__{name}" for name in published.PUBLIC_COLUMNS["accounts.Unit"])
OF_AGREEMENT = (*published.PUBLIC_COLUMNS["agreements.Agreement"], *OF_UNIT)
OF_CONDITION = published.PUBLIC_COLUMNS["agreements.Condition"]


@dataclass(frozen=True)
class Way:
    """One condition in words: who goes, from which level and field, how many a year, how long, in which language."""

    who: str
    levels: list[str]
    fields: list[tuple[str, str]]
    people: int | None
    length: str
    languages: list[str]
    is_blended: bool | None
    years: str


@dataclass(frozen=True)
class Published:
    """One agreement as the public sees it. ``there``: our people go, for ``money``; ``here``: theirs come."""

    programme: str
    standing: Standing
    unit: str
    unit_email: str
    starts_on: date | None
    ends_on: date | None
    is_open_ended: bool
    tuition_waived: bool | None
    there: list[Way]
    here: list[Way]
    money: Money | None
    grant_here: str
    scheme_waives_tuition: bool

    @property
    def tuition(self) -> str:
        """Whether people who go there pay a fee: as the agreement says, else as its programme does."""
        if self.tuition_waived is None and self.scheme_waives_tuition:
            return _("none: nobody pays one under Erasmus+")
        said = {True: _("none: waived by the agreement"), False: _("you pay the partner's fee")}
        return said.get(self.tuition_waived, _("not stated: ask before you apply"))

    @property
    def is_free_of_tuition(self) -> bool:
        return self.tuition_waived is True or (self.tuition_waived is None and self.scheme_waives_tuition)


def agreements_with(institution: Institution) -> list[Agreement]:
    """The published ones, each with its conditions between the institution and us as ``shown``. Four queries."""
    own = published.parties(published.agreements()).filter(institution=institution)
    agreements = published.agreements().filter(pk__in=own.values("agreement")).select_related("responsible_unit")
    rows = list(agreements.only(*OF_AGREEMENT).order_by("kind", "pk"))
    with_it = Q(sender__erasmus_code=settings.HOME_INSTITUTION, receiver=institution)
    from_it = Q(receiver__erasmus_code=settings.HOME_INSTITUTION, sender=institution)
    conditions = published.conditions([row.pk for row in rows]).filter(with_it | from_it)
    conditions = conditions.only(*OF_CONDITION).prefetch_related("condition_fields", "languages")
    prefetch_related_objects(rows, Prefetch("conditions", conditions, to_attr="shown"))
    return rows


def in_words(agreement: Agreement, institution: Institution, index: Index) -> Published:
    rows = sorted(agreement.shown, key=lambda row: (KINDS_IN_ORDER.index(row.kind), row.pk))
    there = [row for row in rows if row.receiver_id == institution.pk]
    here = [row for row in rows if row.sender_id == institution.pk]
    standing = published.standing(agreement)
    is_usable = standing in Standing.usable
    return Published(
        programme=str(PROGRAMMES[agreement.kind]),
        standing=standing,
        unit=agreement.responsible_unit.name,
        unit_email=agreement.responsible_unit.email,
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        is_open_ended=agreement.is_open_ended,
        tuition_waived=agreement.tuition_waived,
        there=[_way(row, index.words) for row in there],
        here=[_way(row, index.words) for row in here],
        money=money_there(agreement.kind, [row.kind for row in there], institution, index) if is_usable else None,
        scheme_waives_tuition=agreement.kind == AgreementKind.ERASMUS,
        grant_here=grant_here(agreement.kind, institution, index) if here and is_usable else "",
    )


def _way(condition: Condition, words: Words) -> Way:
    levels = levels_of(condition.kind, condition.eqf_levels)
    return Way(
        who=condition.get_kind_display(),
        levels=[str(level.label) for level in Level if level in levels and level is not Level.STAFF],
        fields=[(_field(row.isced_field_id, words), row.clarification) for row in condition.condition_fields.all()],
        people=condition.people_per_year,
        length=_length(condition),
        languages=language_words(((row.language_id, row.level) for row in condition.languages.all()), words),
        is_blended=condition.is_blended,
        years=_years(condition),
    )


def _field(code: str, words: Words) -> str:
    """The detailed field with its code, which forms of partners ask for."""
    return f"{words.name('field', code)} · {code}"


def _length(condition: Condition) -> str:
    """How long each person stays: months of students as semesters or a year, days of staff."""
    if months := months_each(condition.total_months, condition.people_per_year):
        return length_of(months)
    if condition.total_days and condition.people_per_year:
        days = round(condition.total_days / condition.people_per_year)
        return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    return ""


def _years(condition: Condition) -> str:
    """ "2024/25 – 2028/29", or as much of it as is agreed."""
    first = str(AcademicYear(condition.first_year)) if condition.first_year else ""
    last = str(AcademicYear(condition.last_year)) if condition.last_year else ""
    if first and last:
        return first if first == last else f"{first} – {last}"
    if first:
        return _("from %(year)s") % {"year": first}
    return _("to %(year)s") % {"year": last} if last else ""
