"""What the page of one partner says: the published facts of its agreements, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.enums import MobilityKind
from agreements.models import Agreement, Condition, Document
from finder import published
from finder.cards import Card, card_of, length_of
from finder.enums import PROGRAMMES, Level, Standing
from finder.index import Index, flat
from finder.offers import levels_of, months_each
from partners.enums import CoordinatesPrecision, InstitutionStatus
from partners.models import Institution
from reference.academic_years import AcademicYear

MOST_ALTERNATIVES = 5
KINDS_IN_ORDER = list(MobilityKind)  # students before staff


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
    """One agreement as the public sees it. ``there``: our people go; ``here``: theirs come."""

    programme: str
    standing: Standing
    unit: str
    starts_on: date | None
    ends_on: date | None
    is_open_ended: bool
    tuition_waived: bool | None
    there: list[Way]
    here: list[Way]


@dataclass(frozen=True)
class PartnerPage:
    institution: Institution
    other_names: list[str]
    usable: list[Published]
    past: list[Published]
    notice: str
    successor: Institution | None
    alternatives: list[Card]
    documents: list[Document]

    @property
    def website(self) -> str:
        """The host of the website, which is what a reader looks at."""
        return urlsplit(self.institution.website).netloc.removeprefix("www.") or self.institution.website

    @property
    def where(self) -> str:
        """Under the small map: the place, and how exact the point is."""
        place = ", ".join(part for part in (self.institution.city, self.institution.country.name) if part)
        if self.institution.coordinates_precision == CoordinatesPrecision.COUNTRY:
            return _("%(place)s (the point shows the country, not the town)") % {"place": place}
        return place


def partner_page(institution: Institution, index: Index) -> PartnerPage:
    """What the page of ``institution`` (one of ``published.institutions``) shows, in a constant number of queries."""
    rows = list(_agreements_of(institution))
    pages = [(published.standing(row), row) for row in rows]
    is_closed = institution.status in published.CLOSED_INSTITUTIONS
    usable = [] if is_closed else [_published(row, mark, institution) for mark, row in pages if mark in Standing.usable]
    return PartnerPage(
        institution=institution,
        other_names=_other_names(institution),
        usable=usable,
        past=[_published(row, mark, institution) for mark, row in pages if is_closed or mark not in Standing.usable],
        notice="" if usable else _notice(institution, [mark for mark, _row in pages]),
        successor=published.institutions().filter(pk=institution.succeeded_by_id).first(),
        alternatives=[] if usable else _alternatives(institution, rows, index),
        documents=_documents_of(institution),
    )


def _agreements_of(institution: Institution) -> Iterable[Agreement]:
    with_it = Q(sender__erasmus_code=settings.HOME_INSTITUTION, receiver=institution)
    from_it = Q(receiver__erasmus_code=settings.HOME_INSTITUTION, sender=institution)
    conditions = published.conditions(published.agreements()).filter(with_it | from_it)
    conditions = conditions.prefetch_related("condition_fields__isced_field", "languages__language")
    own = published.parties(published.agreements()).filter(institution=institution)
    agreements = published.agreements().filter(pk__in=own.values("agreement")).select_related("responsible_unit")
    return agreements.prefetch_related(Prefetch("conditions", conditions, to_attr="shown")).order_by("kind", "pk")


def _published(agreement: Agreement, standing: Standing, institution: Institution) -> Published:
    rows = sorted(agreement.shown, key=lambda row: (KINDS_IN_ORDER.index(row.kind), row.pk))
    return Published(
        programme=str(PROGRAMMES[agreement.kind]),
        standing=standing,
        unit=agreement.responsible_unit.name,
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        is_open_ended=agreement.is_open_ended,
        tuition_waived=agreement.tuition_waived,
        there=[_way(row) for row in rows if row.receiver_id == institution.pk],
        here=[_way(row) for row in rows if row.sender_id == institution.pk],
    )


def _way(condition: Condition) -> Way:
    levels = levels_of(condition.kind, condition.eqf_levels)
    return Way(
        who=condition.get_kind_display(),
        levels=[str(level.label) for level in Level if level in levels and level is not Level.STAFF],
        fields=[(str(row.isced_field), row.clarification) for row in condition.condition_fields.all()],
        people=condition.people_per_year,
        length=_length(condition),
        languages=[str(row) for row in condition.languages.all()],
        is_blended=condition.is_blended,
        years=_years(condition),
    )


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


def _other_names(institution: Institution) -> list[str]:
    names = [institution.native_name, *institution.aliases.values_list("name", flat=True)]
    return [name for name in dict.fromkeys(names) if name and name != institution.name]


def _documents_of(institution: Institution) -> list[Document]:
    """The newest version of each public file of the institution's agreements."""
    own = published.parties(published.agreements()).filter(institution=institution)
    files = published.documents().filter(agreement__in=own.values("agreement")).select_related("language")
    newest: dict[tuple, Document] = {}
    for document in files.order_by("title", "-version"):
        newest.setdefault((document.agreement_id, document.title), document)
    return list(newest.values())


def _notice(institution: Institution, standings: list[Standing]) -> str:
    """Why nobody can go there now."""
    if institution.status == InstitutionStatus.CLOSED:
        return _("This institution no longer exists under this name.")
    if institution.status == InstitutionStatus.SUSPENDED or Standing.SUSPENDED in standings:
        return _("The cooperation is suspended at present: nobody can be sent there.")
    return _("The cooperation has ended: nobody can be sent there any more.")


def _alternatives(institution: Institution, agreements: Iterable[Agreement], index: Index) -> list[Card]:
    """Partners in the same fields, those of the same country first; else those of the same country."""
    codes = {row.isced_field_id[:2] for agreement in agreements for row in _fields_of(agreement)}
    in_field = flat(index.having("field", codes)) if codes else 0
    in_country = flat(index.having("country", [institution.country_id]))
    in_order = (in_field & in_country, in_field & ~in_country, in_country & ~in_field)
    found = [pair for partners in in_order for pair in islice(index.partners_in(partners), MOST_ALTERNATIVES)]
    return [card_of(partner, list(partner.offers), index.words) for _number, partner in found[:MOST_ALTERNATIVES]]


def _fields_of(agreement: Agreement):
    return (row for condition in agreement.shown for row in condition.condition_fields.all())
