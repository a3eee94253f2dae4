"""The agreement that follows another: a draft with the same partners, conditions and terms, for the period after it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements import rules
from agreements.closed_partners import refusal
from agreements.enums import AgreementKind, AgreementState
from agreements.models import Agreement, Condition
from agreements.services.agreements import ADD, CHANGE, PartyValues, create_agreement
from agreements.services.conditions import ConditionValues, LanguageValues, write_condition
from agreements.services.evaluations import ask_for_evaluation, skip_evaluation
from agreements.services.tags import set_tags
from core import history
from core.errors import PortalError, RightMissing
from reference.academic_years import AcademicYear

KEPT = (
    "kind", "title", "responsible_unit", "coordinator", "parent", "renewal", "renewal_months", "most_renewals",
    "notice_rule", "notice_months", "tuition_waived", "no_parent_because",
)  # fmt: skip
KEPT_OF_CONDITIONS = (
    "sender", "receiver", "kind", "people_per_year", "total_months", "total_days", "is_blended", "eqf_levels", "terms",
    "sender_unit", "receiver_unit", "sender_contact", "receiver_contact",
)  # fmt: skip
DAYS_OF_NO_YEAR = 30  # a year of which so few days are left is none in which people could go


@dataclass(frozen=True)
class Period:
    """When the successor holds. ``is_cut_short``: it would last as long as before, but its programme ends first."""

    starts_on: date
    ends_on: date | None
    is_cut_short: bool = False

    @property
    def first_year(self) -> int:
        return AcademicYear.of(self.starts_on).first_year

    @property
    def last_year(self) -> int | None:
        """The last academic year in which people can go; None where the end is still to be given."""
        if self.ends_on is None:
            return None
        return max(self.first_year, AcademicYear.of(self.ends_on - timedelta(days=DAYS_OF_NO_YEAR)).first_year)

    def within(self, year: int | None) -> int | None:
        """The academic year of the period that is nearest to ``year``."""
        if year is None:
            return None
        return max(self.first_year, year if self.last_year is None else min(year, self.last_year))


@transaction.atomic
def renew_agreement(agreement: Agreement, *, actor, skip_evaluation_because: str = "") -> tuple[Agreement, bool]:
    """The draft that follows ``agreement``, and whether it was made just now: one unfinished successor is enough.

    It begins on the day after the last one and is as long (an Erasmus agreement ends with its programme, AG-04).
    Number, documents and the partners' references are not taken over. The evaluation is asked for, where there is none
    yet, or skipped with the office's reason (AG-11). Raises ``RightMissing`` and ``PortalError``.
    """
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if actor is not None and not actor.has_perm(ADD, locked):
        raise RightMissing(_("You do not have the right to make agreements of this unit."))
    successors = list(locked.successors.exclude(state=AgreementState.WITHDRAWN))
    if under_way := unfinished_among(successors):
        return under_way, False
    parties = list(locked.parties.select_related("institution__succeeded_by").filter(is_home=False))
    period = period_after(locked)
    if sentence := why_not(period, successors, [party.institution for party in parties]):
        raise PortalError(sentence)
    try:
        with transaction.atomic():
            if skip_evaluation_because and not locked.evaluations.exists():
                skip_evaluation(locked, actor=actor, reason=skip_evaluation_because)
            ask_for_evaluation(locked, actor=actor)
            return _draft_after(locked, period, parties, actor), True
    except ValidationError as error:  # an old register may hold what no form would take today
        raise PortalError(" ".join(error.messages)) from error


def unfinished_among(successors: list[Agreement]) -> Agreement | None:
    """The successor somebody works on, of all of an agreement."""
    return next((row for row in successors if row.state in AgreementState.unfinished), None)


def why_not(period: Period, successors: list[Agreement], partners) -> str:
    """Why no successor can be made for the ``period``: there is a concluded one, or a partner has closed; "" if it can.

    ``successors`` are those that were not withdrawn.
    """
    if done := next((row for row in successors if row.state in AgreementState.concluded), None):
        words = {"title": done, "day": date_format(done.starts_on) if done.starts_on else "—"}
        return _("It was renewed already: “%(title)s” follows it from %(day)s.") % words
    return " ".join(filter(None, (refusal(partner, period.ends_on) for partner in partners)))


def _draft_after(agreement: Agreement, period: Period, parties, actor) -> Agreement:
    draft = create_agreement(
        actor=actor,
        parties=[PartyValues(party.institution, party.partner_unit, signatory=party.signatory) for party in parties],
        further_units=agreement.further_units.all(),
        predecessor=agreement,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        **{name: getattr(agreement, name) for name in KEPT},
    )
    if tags := [tagging.tag for tagging in agreement.taggings.select_related("tag")]:
        set_tags(draft, actor=actor, tags=tags)
    conditions = list(agreement.conditions.prefetch_related("condition_fields__isced_field", "languages__language"))
    years_later = _years_later(agreement, period, conditions)
    with history.action("agreement.conditions", actor=actor, right=CHANGE, about=draft):
        for condition in conditions:
            write_condition(Condition(agreement=draft), draft, _later(condition, period, years_later))
    return draft


def period_after(agreement: Agreement) -> Period:
    """The period of the successor; refused for what was never concluded, has no end, or ends with its programme."""
    if agreement.state not in AgreementState.concluded:
        raise PortalError(_("Only an agreement that was concluded can be renewed."))
    if agreement.ends_on is None:
        raise PortalError(_("This agreement has no last day: there is nothing to renew."))
    starts_on = agreement.ends_on + timedelta(days=1)
    ends_on = rules.end_as_long(agreement.starts_on, agreement.ends_on) if agreement.starts_on else None
    if agreement.kind != AgreementKind.ERASMUS:
        return Period(starts_on, ends_on)
    limit = rules.erasmus_limit()
    if starts_on > limit:
        raise PortalError(_("An Erasmus agreement cannot outlast the programme period it is made in."))
    return Period(starts_on, min(ends_on or limit, limit), is_cut_short=ends_on is None or ends_on > limit)


def _years_later(agreement: Agreement, period: Period, conditions) -> int:
    """By how many academic years the conditions move. Where no start is known, their first year becomes the first."""
    if agreement.starts_on:
        return period.first_year - AcademicYear.of(agreement.starts_on).first_year
    years = [condition.first_year for condition in conditions if condition.first_year]
    return period.first_year - min(years, default=period.first_year)


def _later(condition, period: Period, years_later: int) -> ConditionValues:
    values = {name: getattr(condition, name) for name in KEPT_OF_CONDITIONS}
    first, last = (period.within(year and year + years_later) for year in (condition.first_year, condition.last_year))
    fields = list(condition.condition_fields.all())
    return ConditionValues(
        {**values, "first_year": first, "last_year": last},
        isced_fields=tuple(field.isced_field for field in fields),
        clarifications={field.isced_field_id: field.clarification for field in fields},
        languages=tuple(LanguageValues(row.language, row.level, row.isced_field) for row in condition.languages.all()),
    )
