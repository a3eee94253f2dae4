"""The agreement that follows another: a draft with the same partners, conditions and terms, for the period after it."""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils.translation import gettext as _

from agreements import rules
from agreements.enums import AgreementKind, AgreementState
from agreements.models import Agreement
from agreements.services.agreements import ADD, PartyValues, create_agreement
from agreements.services.conditions import ConditionValues, LanguageValues, save_condition
from core.errors import PortalError, RightMissing
from reference.academic_years import AcademicYear

KEPT = (
    "kind", "title", "responsible_unit", "coordinator", "parent", "renewal", "renewal_months", "most_renewals",
    "notice_rule", "notice_months", "tuition_waived",
)  # fmt: skip
KEPT_OF_CONDITIONS = (
    "sender", "receiver", "kind", "people_per_year", "total_months", "total_days", "is_blended", "eqf_levels", "terms",
)  # fmt: skip


@dataclass(frozen=True)
class Period:
    """When the successor holds, and by how many academic years its conditions lie later."""

    starts_on: date
    ends_on: date | None
    years_later: int


@transaction.atomic
def renew_agreement(agreement: Agreement, *, actor) -> tuple[Agreement, bool]:
    """The draft that follows ``agreement``, and whether it was made just now: one unfinished successor is enough.

    It begins on the day after the last one and is as long (an Erasmus agreement ends with its programme, AG-04).
    Number, documents and the partners' references are not taken over. Raises ``RightMissing`` and ``PortalError``.
    """
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if actor is not None and not actor.has_perm(ADD, locked):
        raise RightMissing(_("You do not have the right to make agreements of this unit."))
    if under_way := locked.successors.filter(state__in=AgreementState.unfinished).first():
        return under_way, False
    period = period_after(locked)
    draft = create_agreement(
        actor=actor,
        parties=_parties_of(locked),
        further_units=locked.further_units.all(),
        predecessor=locked,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        **{name: getattr(locked, name) for name in KEPT},
    )
    conditions = locked.conditions.prefetch_related("condition_fields__isced_field", "languages__language")
    for condition in conditions:
        save_condition(draft, actor=actor, given=_later(condition, period))
    return draft, True


def period_after(agreement: Agreement) -> Period:
    """The period of the successor; refused for what was never concluded, has no end, or ends with its programme."""
    if agreement.state not in AgreementState.concluded:
        raise PortalError(_("Only an agreement that was concluded can be renewed."))
    if agreement.ends_on is None:
        raise PortalError(_("This agreement has no last day: there is nothing to renew."))
    starts_on = agreement.ends_on + timedelta(days=1)
    ends_on = None
    if agreement.starts_on:
        ends_on = starts_on + relativedelta(starts_on, agreement.starts_on) - timedelta(days=1)
    if agreement.kind == AgreementKind.ERASMUS:
        limit = rules.erasmus_limit()
        if starts_on > limit:
            raise PortalError(_("An Erasmus agreement cannot outlast the programme period it is made in."))
        ends_on = min(ends_on, limit) if ends_on else limit
    begun = AcademicYear.of(agreement.starts_on or agreement.ends_on)
    return Period(starts_on, ends_on, AcademicYear.of(starts_on).first_year - begun.first_year)


def _parties_of(agreement: Agreement) -> list[PartyValues]:
    parties = agreement.parties.filter(is_home=False).select_related("institution")
    return [PartyValues(party.institution, party.partner_unit, signatory=party.signatory) for party in parties]


def _later(condition, period: Period) -> ConditionValues:
    values = {name: getattr(condition, name) for name in KEPT_OF_CONDITIONS}
    first, last = (year and year + period.years_later for year in (condition.first_year, condition.last_year))
    if last and period.ends_on:
        last = max(first or last, min(last, AcademicYear.of(period.ends_on).first_year))
    fields = list(condition.condition_fields.all())
    return ConditionValues(
        {**values, "first_year": first, "last_year": last},
        isced_fields=tuple(field.isced_field for field in fields),
        clarification=fields[0].clarification if fields else "",
        languages=tuple(LanguageValues(row.language, row.level, row.isced_field) for row in condition.languages.all()),
    )
