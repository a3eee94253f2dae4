"""The agreement that follows another: a draft with the same partners, conditions and terms, for the period after it."""

from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.closed_partners import refusal
from agreements.enums import AgreementState
from agreements.models import Agreement
from agreements.services.agreements import ADD
from agreements.services.evaluations import ask_all, refuse_skipping, skip_all
from agreements.services.renewal_periods import Period, period_after
from agreements.services.successor_drafts import (
    Successor,
    locked_to_renew,
    refuse_tagging,
    successor_of,
    write_successors,
)
from core.errors import PortalError, RightMissing
from partners.models import Institution
from partners.services import home_institution


@dataclass(frozen=True)
class Renewed:
    """What became of one agreement: the ``draft`` that follows it, or the ``error`` that says why there is none.

    With a ``successor`` the draft was made just now; without, somebody was at work on it before.
    """

    agreement: Agreement
    draft: Agreement | None = None
    successor: Successor | None = None
    error: PortalError | None = None

    @property
    def is_new(self) -> bool:
        return self.successor is not None


def renew_agreement(agreement: Agreement, *, actor, skip_evaluation_because: str = "") -> tuple[Agreement, bool]:
    """The draft that follows ``agreement``, and whether it was made just now: as ``renew_agreements``, for one.

    Raises ``RightMissing`` and ``PortalError``.
    """
    [renewed] = renew_agreements([agreement.pk], actor=actor, skip_evaluations_because=skip_evaluation_because)
    if renewed.error:
        raise renewed.error
    return renewed.draft, renewed.is_new


@transaction.atomic
def renew_agreements(keys: Collection[int], *, actor, skip_evaluations_because: str = "") -> list[Renewed]:
    """The draft that follows each agreement; one unfinished successor is enough, and a refused one hinders no other.

    A draft begins on the day after the last one and is as long (an Erasmus agreement ends with its programme, AG-04).
    Number, documents and the partners' references are not taken over. The evaluation is asked for, where there is none
    yet, or skipped with the office's reason (AG-11). They are written as a set, in a few statements for all.
    """
    home, reason = home_institution(), skip_evaluations_because
    renewed = [_renewed(locked, home, actor, reason) for locked in locked_to_renew(keys)]
    successors = [row.successor for row in renewed if row.successor]
    unasked = [row.predecessor for row in successors if not row.predecessor.evaluations.all()]
    if reason:
        skip_all(unasked, actor=actor, reason=reason)
    else:
        ask_all(unasked, actor=actor)
    write_successors(successors, actor=actor)
    return renewed


def _renewed(locked: Agreement, home: Institution, actor, reason: str) -> Renewed:
    """What is to become of it; nothing is written yet."""
    if actor is not None and not actor.has_perm(ADD, locked):
        return Renewed(locked, error=RightMissing(_("You do not have the right to make agreements of this unit.")))
    try:
        kept = [row for row in locked.successors.all() if row.state != AgreementState.WITHDRAWN]
        if under_way := unfinished_among(kept):
            return Renewed(locked, under_way)
        period = period_after(locked)
        if sentence := why_not(period, kept, [party.institution for party in locked.partner_parties]):
            return Renewed(locked, error=PortalError(sentence))
        if reason and not locked.evaluations.all():
            refuse_skipping(locked, actor=actor, reason=reason)
        refuse_tagging(locked, actor)
        successor = successor_of(locked, period, home)
    except PortalError as error:
        return Renewed(locked, error=error)
    except ValidationError as error:  # an old register may hold what no form would take today
        return Renewed(locked, error=PortalError(" ".join(error.messages)))
    return Renewed(locked, successor.draft, successor)


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
