"""What is due: ended agreements to hand to the archive, people at partners we no longer work with to remove.

An agreement itself is kept for ever (LG-06); nothing here is ever disposed of by itself.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.db.models import Count, DateField, Exists, F, OuterRef, Subquery
from django.db.models.functions import Least, TruncDate
from django.utils import timezone

from agreements.enums import AgreementState, RetentionSubject
from agreements.models import Agreement, Party, RetentionRule
from partners.models import Contact, Institution


@dataclass(frozen=True)
class DueRow:
    """One row to decide on. ``key`` is the agreement's or the partner's; ``count`` how many things it stands for."""

    key: int
    title: str
    url: str
    ended_on: date
    count: int = 1


def last_day_due(rule: RetentionRule, on: date | None = None) -> date:
    """What ended on this day or before is due."""
    return (on or timezone.localdate()) - relativedelta(years=rule.years)


def due_rows(
    rule: RetentionRule, user, *, on: date | None = None, keys: Collection[int] | None = None, most: int | None = None
) -> list[DueRow]:
    """The rows that are due by ``rule`` and that ``user`` may read, longest ago first; of ``keys`` where given."""
    rows = _due(rule, user, on)
    found = rows if keys is None else rows.filter(pk__in=keys)
    to_row = _agreement_row if rule.subject == RetentionSubject.AGREEMENTS else _partner_row
    return [to_row(row) for row in found.order_by("over_since", "pk")[:most]]


def due_count(rule: RetentionRule, user, on: date | None = None) -> int:
    return _due(rule, user, on).count()


def _due(rule, user, on):
    return _agreements(rule, user, on) if rule.subject == RetentionSubject.AGREEMENTS else _partners(rule, on)


def _over_since(prefix: str = ""):
    """The day it ended: its last day, or earlier, the day on which it was ended. NULL is passed over by LEAST."""
    return Least(F(f"{prefix}ends_on"), TruncDate(f"{prefix}state_since"), output_field=DateField())


def _agreements(rule, user, on):
    ended = Agreement.objects.visible_to(user).filter(state=AgreementState.ENDED, disposal_line__isnull=True)
    return ended.annotate(over_since=_over_since()).filter(over_since__lte=last_day_due(rule, on))


def _agreement_row(agreement) -> DueRow:
    title = f"{agreement.number} · {agreement.title}" if agreement.number else agreement.title
    return DueRow(agreement.pk, title, agreement.get_absolute_url(), agreement.over_since)


def _partners(rule, on):
    """Partners with contacts, of whom every agreement is over, and the last that was in force ended long enough ago."""
    parties = Party.objects.filter(institution=OuterRef("pk"), is_home=False)
    living = parties.exclude(agreement__state__in=AgreementState.over)
    ended = parties.filter(agreement__state=AgreementState.ENDED).annotate(since=_over_since("agreement__"))
    partners = Institution.objects.filter(pk__in=Contact.objects.values("institution")).annotate(
        people=Count("contacts"), over_since=Subquery(ended.order_by("-since").values("since")[:1])
    )
    return partners.filter(~Exists(living), over_since__lte=last_day_due(rule, on))


def _partner_row(institution) -> DueRow:
    return DueRow(
        institution.pk, str(institution), institution.get_absolute_url(), institution.over_since, institution.people
    )
