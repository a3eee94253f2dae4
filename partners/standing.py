"""How one partner stands after due diligence: what speaks against it, what was decided, and in what words."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from partners.enums import ListScope, Outcome, StandingStatus
from partners.models import Assessment, CountrySignal, Institution, NamedInstitution, SetAside

OF_DECISION = {
    Outcome.APPROVED: StandingStatus.APPROVED,
    Outcome.CONDITIONS: StandingStatus.CONDITIONS,
    Outcome.DECLINED: StandingStatus.DECLINED,
}


@dataclass(frozen=True)
class Restriction:
    """One public reason against agreements with an institution; ``set_aside`` says why it does not count, if so.

    ``kind`` and ``key`` are what its address calls it: "signal" or "named", and the row's number.
    """

    kind: str
    source: CountrySignal | NamedInstitution
    set_aside: SetAside | None = None

    @property
    def key(self) -> int:
        return self.source.pk

    @property
    def reason(self) -> str:
        return self.source.reason if isinstance(self.source, CountrySignal) else self.source.named_list.reason

    @property
    def title(self) -> str:
        return (
            self.source.get_effect_display() if isinstance(self.source, CountrySignal) else str(self.source.named_list)
        )

    @property
    def since(self) -> date:
        return self.source.valid_from

    @property
    def source_words(self) -> str:
        """Where the fact is from, and how far it can be trusted."""
        row = self.source if isinstance(self.source, CountrySignal) else self.source.named_list
        return " · ".join(filter(None, (self.source.source or row.source, row.get_confidence_display())))

    @property
    def is_for_eu_programmes(self) -> bool:
        return isinstance(self.source, NamedInstitution) and self.source.named_list.scope == ListScope.EU_PROGRAMMES

    @property
    def holds(self) -> bool:
        return self.set_aside is None


@dataclass(frozen=True)
class Standing:
    """How one partner stands on the day ``on``. ``assessment`` is the one that holds, ``under_way`` the open one."""

    institution: Institution
    on: date
    restrictions: tuple[Restriction, ...] = ()
    cautions: tuple[CountrySignal, ...] = ()
    assessment: Assessment | None = None
    under_way: Assessment | None = None
    is_needed: bool = False

    @property
    def status(self) -> StandingStatus:
        if any(restriction.holds and not restriction.is_for_eu_programmes for restriction in self.restrictions):
            return StandingStatus.RESTRICTED
        if self.assessment is None:
            return StandingStatus.MISSING if self.is_needed else StandingStatus.NOT_NEEDED
        if self.assessment.is_favourable and self.assessment.is_out_of_date(self.on):
            return StandingStatus.OUT_OF_DATE
        return OF_DECISION[Outcome(self.assessment.decision)]

    @property
    def tone(self) -> str:
        return self.status.tone

    @property
    def label(self) -> str:
        """The words of the pill: "Approved until 3 Mar 2028"."""
        ends_on = self.assessment.valid_until if self.assessment and self.status in StandingStatus.cleared else None
        if ends_on is None:
            return str(self.status.label)
        return _("%(status)s until %(day)s") % {"status": self.status.label, "day": date_format(ends_on)}

    @property
    def explanation(self) -> str:
        """What the word of the pill means for agreements, in a sentence."""
        sentences = {
            StandingStatus.RESTRICTED: _("No new agreement can be approved with it."),
            StandingStatus.DECLINED: _("It was assessed and declined: no new agreement can be approved with it."),
            StandingStatus.OUT_OF_DATE: _("A new agreement can be approved when it has been assessed again."),
            StandingStatus.CONDITIONS: _("New agreements can be approved; they keep to the conditions."),
            StandingStatus.APPROVED: _("New agreements can be approved."),
            StandingStatus.MISSING: _("A new agreement can be approved when it has been assessed."),
            StandingStatus.NOT_NEEDED: _("Agreements with it wait for no assessment. One can be made all the same."),
        }
        return sentences[self.status]

    @property
    def is_barred_from_eu_programmes(self) -> bool:
        """Whether a list names it: agreements go on, and no new one is made under an EU programme."""
        return any(restriction.holds and restriction.is_for_eu_programmes for restriction in self.restrictions)

    @property
    def needs_attention(self) -> bool:
        """Whether somebody who prepares an agreement has something to do or to know first."""
        return self.status in StandingStatus.blocking or self.is_barred_from_eu_programmes

    @property
    def is_worth_telling(self) -> bool:
        """Whether it says more than that nothing is asked of it."""
        return self.status != StandingStatus.NOT_NEEDED or self.is_barred_from_eu_programmes

    def refusal(self, *, is_eu_programme: bool = False, recheck_after: date | None = None) -> str:
        """Why an agreement with it cannot be approved, as a sentence that names it; "" where it can.

        ``recheck_after`` is the day the agreement that is renewed began: what holds until a renewal must be newer.
        """
        for restriction in self.restrictions:
            if restriction.holds and (is_eu_programme or not restriction.is_for_eu_programmes):
                words = {"partner": self.institution, "reason": restriction.reason}
                return _("No new agreement with %(partner)s. %(reason)s") % words
        problem = self._problem(recheck_after)
        return f"{problem} {self._way_out()}" if problem else ""

    def _problem(self, recheck_after: date | None) -> str:
        assessment, words = self.assessment, {"partner": self.institution}
        if assessment is None or assessment.decided_on is None:
            return _("%(partner)s has not been assessed.") % words if self.is_needed else ""
        decided = words | {"day": date_format(assessment.decided_on)}
        if not assessment.is_favourable:
            return _("%(partner)s was assessed and declined on %(day)s.") % decided
        if not self.is_needed:
            return ""
        if assessment.valid_until and assessment.is_out_of_date(self.on):
            ended = words | {"day": date_format(assessment.valid_until)}
            return _("The assessment of %(partner)s is out of date: it was valid until %(day)s.") % ended
        if recheck_after and assessment.valid_until is None and assessment.decided_on <= recheck_after:
            return _("%(partner)s is assessed again before an agreement is renewed; it was last on %(day)s.") % decided
        return ""

    @property
    def under_way_words(self) -> str:
        """What is being done about it; "" where nothing is."""
        if self.under_way is None:
            return ""
        if self.under_way.is_waiting:
            return _("An assessment waits for a decision.")
        return _("An assessment is being written.")

    def _way_out(self) -> str:
        return self.under_way_words or _("Assess it on its page, under “Due diligence”.")
