"""Deciding on what is due: agreements go to the archive, contacts are removed, a protocol stays (LG-06, LG-10)."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from agreements.enums import RetentionSubject
from agreements.models import Agreement, Disposal, DisposalLine, RetentionRule
from agreements.models.kinds_and_levels import in_the_readers_language
from agreements.registry.archive.exports import MOST_AGREEMENTS, start_export
from agreements.registry.disposal.due import DueRow, due_rows
from core import history
from core.anonymise import forget_in_history
from core.errors import PortalError, RightMissing
from partners.letters.forgetting import forget_people
from partners.models import Contact, MergeStep

DISPOSE = "agreements.dispose_agreement"
WRITTEN_OF_PEOPLE = ("name", "partner_unit", "email", "phone", "remarks")
LONGEST_REASON = 2000


@transaction.atomic
def decide(rule: RetentionRule, keys: Collection[int], *, actor, reason: str) -> Disposal:
    """Carry out ``rule`` on the rows ``keys``, as far as they are still due, and keep the protocol.

    Raises ``RightMissing``, ``ValidationError`` without a reason, ``PortalError`` where none of them is due any more.
    """
    if not actor.has_perm(DISPOSE):
        raise RightMissing(_("Only the international office decides on what is kept."))
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise ValidationError({"reason": _("Say why, in at most %(count)d characters.") % {"count": LONGEST_REASON}})
    locked = RetentionRule.objects.select_for_update().get(pk=rule.pk)  # two who decide at once do so in turn
    rows = due_rows(locked, actor, keys=keys) if locked.is_active else []
    if not rows:
        raise PortalError(_("None of them is due any more: nothing was done."))
    if len(rows) > MOST_AGREEMENTS:
        raise PortalError(_("At most %(count)d at a time: choose fewer.") % {"count": MOST_AGREEMENTS})
    with history.action("disposal.decide", actor=actor, note=reason.strip(), right=DISPOSE):
        disposal = _protocol(locked, rows, actor, reason.strip())
        if locked.subject == RetentionSubject.CONTACTS:
            _remove_people([row.key for row in rows])
    return disposal


def _protocol(rule: RetentionRule, rows: list[DueRow], actor, reason: str) -> Disposal:
    is_handed_over = rule.subject == RetentionSubject.AGREEMENTS
    keys = [row.key for row in rows]
    export = start_export(Agreement.objects.filter(pk__in=keys), actor=actor) if is_handed_over else None
    disposal = Disposal.objects.create(
        subject=rule.subject,
        years=rule.years,
        rule=in_the_readers_language(rule, "source"),
        reason=reason,
        decided_by=actor,
        decided_by_name=str(actor)[:200],
        export=export,
    )
    DisposalLine.objects.bulk_create(_line(disposal, row, is_handed_over=is_handed_over) for row in rows)
    return disposal


def _line(disposal: Disposal, row: DueRow, *, is_handed_over: bool) -> DisposalLine:
    return DisposalLine(
        disposal=disposal,
        title=row.title[:400],
        ended_on=row.ended_on,
        count=row.count,
        agreement_id=row.key if is_handed_over else None,
    )


def _remove_people(institutions: list[int]):
    """The contacts, what history says of them, and what an earlier merger remembered."""
    contacts = Contact.objects.filter(institution__in=institutions)
    keys = list(contacts.values_list("pk", flat=True))
    contacts.delete()
    forget_people(institutions)
    MergeStep.objects.filter(model="partners.contact", object_id__in=keys).delete()
    forget_in_history(Contact, keys, WRITTEN_OF_PEOPLE)
