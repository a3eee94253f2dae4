"""The completeness meter: what still stops an agreement from being exchanged, each with the way to mend it."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.enums import MobilityKind
from agreements.exchange.rules import RULES, incomplete_conditions, meant_for_exchange, own_conditions
from agreements.models import Agreement, Condition, Party
from partners.models import Contact
from reference.models import Country

# Recommended at least (AG-05): a lower one is told, and stops nothing.
LEAST_LEVEL = {MobilityKind.STUDENT_STUDIES.value: "B1", MobilityKind.STAFF_TEACHING.value: "B2"}


@dataclass(frozen=True)
class Finding:
    """One thing that is missing, or worth a look; ``url`` leads to where it is mended ("": nowhere to go from here)."""

    rule: str
    sentence: str
    url: str = ""
    place: str = ""


@dataclass(frozen=True)
class Completeness:
    """``missing`` stops the exchange, ``notes`` do not. Counts are of conditions."""

    missing: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    complete_count: int = 0
    count: int = 0

    @property
    def is_ready(self) -> bool:
        return not self.missing

    @property
    def words(self) -> str:
        """“4 of 6 conditions are complete.”"""
        sentence = ngettext(
            "%(complete)d of %(count)d condition is complete.",
            "%(complete)d of %(count)d conditions are complete.",
            self.count,
        )
        return sentence % {"complete": self.complete_count, "count": self.count}


@dataclass(frozen=True)
class Surroundings:
    """What the rules need beside the agreement itself: asked once, so that the rest knows no database."""

    programme_countries: frozenset[str]
    with_contact: frozenset[int]
    on: date


def surroundings_of(agreement: Agreement, on: date | None = None) -> Surroundings:
    on = on or timezone.localdate()
    institutions = [party.institution for party in agreement.parties.all()]
    countries = Country.objects.programme_countries(on.year).filter(pk__in={one.country_id for one in institutions})
    contacts = Contact.objects.current(on).filter(institution__in=institutions)
    return Surroundings(
        frozenset(countries.values_list("pk", flat=True)), frozenset(contacts.values_list("institution", flat=True)), on
    )


def completeness_of(
    agreement: Agreement, known: Surroundings, *, may_change: bool = False, may_amend: bool = False
) -> Completeness:
    """What an Erasmus agreement, prefetched by ``for_detail``, still lacks; asks the database nothing.

    What is missing is mended in its table, or by an amendment where it is in force.
    """
    conditions = list(agreement.conditions.all())
    table = reverse("agreements:condition_table", args=[agreement.pk]) if may_change else ""
    amend = reverse("agreements:amendment_create", args=[agreement.pk]) if may_amend else ""
    by_condition = [_of_condition(index, row, agreement, table, amend) for index, row in enumerate(conditions)]
    missing = [finding for findings in by_condition for finding in findings]
    if not conditions:
        sentence = _("There is no condition yet: who goes where, and how many.")
        missing.append(Finding("conditions", sentence, table or amend))
    return Completeness(
        missing=[*missing, *_charters(agreement, known)],
        notes=[
            *_levels(conditions),
            *_one_way(conditions),
            *_principles(agreement, known),
            *_contacts(agreement, known),
            *_identifiers(agreement),
        ],
        complete_count=sum(not findings for findings in by_condition),
        count=len(conditions),
    )


def _of_condition(index: int, condition: Condition, agreement: Agreement, table: str, amend: str) -> list[Finding]:
    condition.agreement = agreement  # else each rule would fetch it
    return [
        Finding(
            rule.name,
            str(rule.sentence),
            f"{table}#id_row-{index}-{rule.cell}" if table else amend,
            f"{condition.direction_words}, {condition.get_kind_display()}",
        )
        for rule in RULES
        if rule.lacks(condition)
    ]


def _charters(agreement, known: Surroundings):
    for party in agreement.parties.all():
        one = party.institution
        is_valid = one.charter_ends_on and one.charter_ends_on >= known.on
        has_begun = one.charter_starts_on is None or one.charter_starts_on <= known.on
        if one.country_id in known.programme_countries and not (is_valid and has_begun):
            yield Finding(
                "charter", _("It has no valid charter for higher education."), one.get_absolute_url(), str(one)
            )


def _levels(conditions):
    for condition in conditions:
        least = LEAST_LEVEL.get(condition.kind)
        levels = [row.level for row in condition.languages.all() if row.level]
        if least and levels and max(levels) < least:
            sentence = _("The level of the language is below the recommended %(level)s.") % {"level": least}
            yield Finding("level", sentence, place=f"{condition.direction_words}, {condition.get_kind_display()}")


def _one_way(conditions):
    """People who only go, or only come: an agreement is meant for both (AG-12)."""
    ways = {(row.sender, row.receiver) for row in conditions}
    for one, other in sorted(ways, key=str):
        if (other, one) not in ways:
            names = {"sender": one, "receiver": other}
            yield Finding("one_way", _("People go from %(sender)s to %(receiver)s, and none come back.") % names)


def _principles(agreement, known: Surroundings):
    for party in agreement.partner_parties:
        if party.institution.country_id not in known.programme_countries:
            sentence = _(
                "Outside the programme countries: the text of the agreement must carry the charter’s principles."
            )
            yield Finding("principles", sentence, place=str(party.institution))


def _contacts(agreement, known: Surroundings):
    for party in agreement.partner_parties:
        if party.institution_id not in known.with_contact:
            url = reverse("partners:institution_contacts", args=[party.institution_id])
            yield Finding("contact", _("No contact is known."), url, str(party.institution))


def _identifiers(agreement):
    """By its SCHAC code an institution is named in an exchange of data."""
    for party in agreement.parties.all():
        if not party.institution.schac:
            sentence = _("Its SCHAC code is not known: an exchange of data names institutions by it.")
            yield Finding("schac", sentence, party.institution.get_absolute_url(), str(party.institution))


def not_ready(agreements: QuerySet[Agreement], on: date | None = None) -> QuerySet[Agreement]:
    """Those of the Erasmus agreements that something stops, by the same rules as the meter."""
    return agreements.filter(_lacks(on))


def ready(agreements: QuerySet[Agreement], on: date | None = None) -> QuerySet[Agreement]:
    return agreements.filter(meant_for_exchange()).exclude(_lacks(on))


def readiness() -> Case:
    """A column of the export: "yes" or "no" for Erasmus agreements, else empty."""
    return Case(When(_lacks(None), then=Value("no")), When(meant_for_exchange(), then=Value("yes")), default=Value(""))


def _lacks(on: date | None) -> Q:
    on = on or timezone.localdate()
    valid = Q(institution__charter_ends_on__gte=on) & (
        Q(institution__charter_starts_on__isnull=True) | Q(institution__charter_starts_on__lte=on)
    )
    inside = Country.objects.programme_countries(on.year).values("pk")
    without_charter = Party.objects.filter(~valid, agreement=OuterRef("pk"), institution__country__in=inside)
    lacks = Q(own_conditions(incomplete_conditions())) | ~Q(own_conditions(Condition.objects.all()))
    return meant_for_exchange() & (lacks | Q(Exists(without_charter)))
