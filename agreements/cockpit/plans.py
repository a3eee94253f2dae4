"""What a renewal of several agreements would make of each, before anything is made."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Prefetch
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.creating.second import KnownAgreements, Wanted
from agreements.enums import AgreementKind, AgreementState
from agreements.models import Agreement, Party
from agreements.services.agreements import ADD
from agreements.services.renewal_periods import Period, period_after
from agreements.services.renewals import unfinished_among, why_not
from core.errors import PortalError
from partners.due_diligence import standings_of


@dataclass(frozen=True)
class RenewalPlan:
    """What becomes of one agreement: a draft for ``period``; nothing while one is ``under_way``, or for a ``refusal``.

    ``warnings`` are sentences that keep nobody from going on.
    """

    agreement: Agreement
    period: Period | None = None
    refusal: str = ""
    under_way: Agreement | None = None
    warnings: tuple[str, ...] = ()

    @property
    def is_possible(self) -> bool:
        return not self.refusal and self.under_way is None


def plan_renewals(keys: Collection[int], user) -> list[RenewalPlan]:
    """A plan for each agreement of ``keys`` that ``user`` may read, in the order of their ends.

    In a number of queries that does not grow with the agreements, only with the kinds of them.
    """
    agreements = list(_agreements(keys, user))
    doubts = _doubts_about_partners(agreements)
    known = KnownAgreements(
        {agreement.responsible_unit_id for agreement in agreements},
        {party.institution_id for agreement in agreements for party in agreement.partner_parties},
    )
    return [_plan(agreement, user, doubts[agreement.pk], known) for agreement in agreements]


def _agreements(keys, user):
    successors = Agreement.objects.exclude(state=AgreementState.WITHDRAWN)
    parties = Party.objects.select_related("institution__country", "institution__succeeded_by")
    return (
        Agreement.objects.visible_to(user)
        .filter(pk__in=keys)
        .select_related("responsible_unit", "coordinator", "parent")
        .prefetch_related(Prefetch("parties", parties), Prefetch("successors", successors))
        .annotate(condition_count=Count("conditions"))
        .order_by("ends_on", "partner_sort_key", "pk")
    )


def _plan(agreement: Agreement, user, doubts: list[str], known: KnownAgreements) -> RenewalPlan:
    if not user.has_perm(ADD, agreement):
        words = {"unit": agreement.responsible_unit}
        return RenewalPlan(agreement, refusal=_("You do not make agreements of %(unit)s.") % words)
    successors = list(agreement.successors.all())
    if under_way := unfinished_among(successors):
        return RenewalPlan(agreement, under_way=under_way)
    try:
        period = period_after(agreement)
    except PortalError as error:
        return RenewalPlan(agreement, refusal=str(error.sentence))
    if sentence := why_not(period, successors, [party.institution for party in agreement.partner_parties]):
        return RenewalPlan(agreement, refusal=sentence)
    warnings = (*_warnings(agreement, period), *_another(agreement, period, known), *doubts)
    return RenewalPlan(agreement, period, warnings=warnings)


def _warnings(agreement: Agreement, period: Period):
    if period.is_cut_short:
        yield _("It ends with the Erasmus programme, sooner than after the same time.")
    if period.ends_on is None:
        yield _("Its start is not known, so the last day of the new one is to be given.")
    if agreement.renews_by_itself:
        yield _("It renews by its own terms as well: give notice, or leave it to them.")
    if agreement.state == AgreementState.NOTICE_GIVEN:
        yield _("Notice of it was given.")
    if agreement.coordinator and not agreement.coordinator.is_active:
        yield _("%(person)s, who keeps it, has left: hand it over.") % {"person": agreement.coordinator}
    if (parent := agreement.parent) and parent.ends_on and parent.ends_on < period.starts_on:
        words = {"parent": parent, "day": date_format(parent.ends_on)}
        yield _("“%(parent)s”, which it is made under, ends on %(day)s.") % words


def _another(agreement: Agreement, period: Period, known: KnownAgreements):
    """What will ask for a reason before the successor is submitted."""
    wanted = Wanted(
        agreement.kind,
        agreement.responsible_unit_id,
        frozenset(party.institution_id for party in agreement.partner_parties),
        period.starts_on,
        period.ends_on,
        besides=frozenset({agreement.pk}),
    )
    if other := known.beside(wanted):
        yield other.words


def _doubts_about_partners(agreements) -> dict[int, list[str]]:
    """What due diligence will say when the successor is to be approved, by agreement; it hinders no draft."""
    by_kind = defaultdict(list)
    for agreement in agreements:
        by_kind[agreement.kind].append(agreement)
    doubts: dict[int, list[str]] = defaultdict(list)
    for kind, alike in by_kind.items():
        partners = {party.institution_id: party.institution for row in alike for party in row.partner_parties}
        standings = standings_of(partners.values(), kind=kind)
        for agreement in alike:
            asked = {"is_eu_programme": kind == AgreementKind.ERASMUS, "recheck_after": agreement.starts_on}
            found = [standings[party.institution_id].refusal(**asked) for party in agreement.partner_parties]
            doubts[agreement.pk] = [sentence for sentence in found if sentence]
    return doubts
