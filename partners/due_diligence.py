"""What due diligence says of partners today, and whether an agreement with them may be approved (DD-05 to DD-07)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from partners.enums import AssessmentState, PartnerPlace, SignalEffect
from partners.models import (
    Assessment,
    AssessmentNeed,
    CountrySignal,
    Institution,
    NamedInstitution,
    SetAside,
)
from partners.named_institutions import names_of
from partners.standing import Restriction, Standing
from reference.enums import ProgrammeStatus
from reference.models import CountryStatus
from reference.naming import NamedSource, sources_named_in


def standing_of(institution: Institution, *, kind: str | None = None, on: date | None = None) -> Standing:
    """How ``institution`` stands; see ``standings_of``."""
    return standings_of([institution], kind=kind, on=on)[institution.pk]


def standings_of(
    institutions: Iterable[Institution], *, kind: str | None = None, on: date | None = None
) -> dict[int, Standing]:
    """How each institution stands on the day (today), by key, in a constant number of queries.

    ``kind`` is the kind of agreement in question; without one an assessment counts as needed when any kind needs it.
    """
    facts = _Facts(list(institutions), on or timezone.localdate())
    return {institution.pk: facts.standing(institution, kind) for institution in facts.institutions}


def refusals_for_agreement(
    institutions: Iterable[Institution],
    *,
    kind: str,
    is_eu_programme: bool,
    on: date | None = None,
    recheck_after: date | None = None,
) -> list[str]:
    """Why an agreement of the kind with these partners cannot be approved: a sentence each, none where it can.

    Approval alone asks this: what has been agreed goes on (DD-07).
    """
    standings = standings_of(institutions, kind=kind, on=on)
    sentences = (
        standing.refusal(is_eu_programme=is_eu_programme, recheck_after=recheck_after)
        for standing in standings.values()
    )
    return [sentence for sentence in sentences if sentence]


def sources_of(standing: Standing) -> list[NamedSource]:
    """The documents that its restrictions and calls for precaution name by their codes ("W122")."""
    named = [restriction.source_words for restriction in standing.restrictions]
    named += [signal.source for signal in standing.cautions]
    return sources_named_in(*named)


class _Facts:
    """Everything the rules ask about some institutions, read once."""

    def __init__(self, institutions: list[Institution], on: date):
        self.institutions = institutions
        self.on = on
        countries = {institution.country_id for institution in institutions}
        self.signals = list(CountrySignal.objects.holding(on).filter(country__in=countries).select_related("country"))
        self.needs = list(AssessmentNeed.objects.all())
        self.programme = self._programme_countries(countries)
        self.named = self._named(countries)
        self.set_asides = self._set_asides()
        self.assessments = {
            (row.institution_id, row.is_open): row
            for row in Assessment.objects.filter(
                institution__in=institutions, state__in=(AssessmentState.DECIDED, *AssessmentState.open)
            )
        }

    def standing(self, institution: Institution, kind: str | None) -> Standing:
        concerned = [signal for signal in self.signals if signal.concerns(institution)]
        restrictions = tuple(
            Restriction(what, source, self.set_asides.get((institution.pk, what, source.pk)))
            for what, source in (
                *(("signal", signal) for signal in concerned if signal.effect == SignalEffect.STOP),
                *(("named", named) for named in self.named[institution.pk]),
            )
        )
        is_flagged = bool(concerned or restrictions)
        return Standing(
            institution=institution,
            on=self.on,
            restrictions=restrictions,
            cautions=tuple(signal for signal in concerned if signal.effect == SignalEffect.CAUTION),
            assessment=self.assessments.get((institution.pk, False)),
            under_way=self.assessments.get((institution.pk, True)),
            is_needed=not institution.is_home and (is_flagged or self._is_needed(institution, kind)),
        )

    def _is_needed(self, institution: Institution, kind: str | None) -> bool:
        """The row for the country counts before that for the place, one for the kind before that for every kind."""
        place = PartnerPlace.PROGRAMME if institution.country_id in self.programme else PartnerPlace.OUTSIDE
        rows = [row for row in self.needs if row.country_id == institution.country_id or row.place == place]
        asked = {row.agreement_kind for row in rows} if kind is None else {kind}
        return any(_nearest(rows, each) for each in asked)

    def _programme_countries(self, countries: set[str]) -> set[str]:
        statuses = CountryStatus.objects.in_call(self.on.year).filter(
            country__in=countries, status__in=ProgrammeStatus.programme_countries
        )
        return set(statuses.values_list("country", flat=True))

    def _named(self, countries: set[str]) -> dict[int, list[NamedInstitution]]:
        """The names on lists by the institution that bears them: the very name, in the same country."""
        by_name = defaultdict(list)
        names = NamedInstitution.objects.holding(self.on).filter(country__in=countries)
        for row in names.select_related("named_list"):
            by_name[row.country_id, row.folded_name].append(row)
        found: dict[int, list[NamedInstitution]] = defaultdict(list)
        known = names_of(self.institutions) if by_name else {}
        for institution in self.institutions if by_name else []:
            for name in sorted(known[institution.pk]):
                found[institution.pk] += by_name.get((institution.country_id, name), [])
        return found

    def _set_asides(self) -> dict[tuple[int, str, int], SetAside]:
        if not self.signals and not self.named:
            return {}
        rows = SetAside.objects.holding(self.on).filter(institution__in=self.institutions).select_related("set_by")
        return {
            (row.institution_id, "signal" if row.signal_id else "named", row.signal_id or row.named_id): row
            for row in rows
        }


def _nearest(rows: list[AssessmentNeed], kind: str) -> bool:
    fitting = [row for row in rows if row.agreement_kind in ("", kind)]
    first = max(fitting, key=lambda row: (row.country_id is not None, row.agreement_kind != ""), default=None)
    return first is not None and first.is_needed
