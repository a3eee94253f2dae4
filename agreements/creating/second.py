"""A second agreement of the same kind, unit and partner in the same period: possible, with a reason."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.enums import AgreementState
from agreements.models import Agreement, Party


@dataclass(frozen=True)
class Wanted:
    """An agreement as it would be. ``ends_on`` None has no end, ``starts_on`` None has begun.

    ``besides`` are the keys of agreements that are no second one: itself, what it renews, what renews it.
    """

    kind: str
    unit: int
    partners: frozenset[int]
    starts_on: date | None
    ends_on: date | None
    besides: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Other:
    """An agreement that there is already."""

    key: int
    title: str
    state: str
    starts_on: date | None
    ends_on: date | None

    def overlaps(self, wanted: Wanted) -> bool:
        begins_in_time = not (self.starts_on and wanted.ends_on) or self.starts_on <= wanted.ends_on
        lasts_so_long = not (self.ends_on and wanted.starts_on) or self.ends_on >= wanted.starts_on
        return begins_in_time and lasts_so_long

    @property
    def words(self) -> str:
        """“Same partner, kind and unit: there is “Exchange with Lodz” already (active, until 30 Sep 2028).”"""
        words = {"title": self.title, "state": str(AgreementState(self.state).label).lower()}
        if self.ends_on:
            sentence = _("Same partner, kind and unit: there is “%(title)s” already (%(state)s, until %(day)s).")
            return sentence % (words | {"day": date_format(self.ends_on)})
        return _("Same partner, kind and unit: there is “%(title)s” already (%(state)s).") % words


class KnownAgreements:
    """The agreements of ``units`` by kind, unit and partner, read once; with ``partners`` those of them alone.

    What was refused, withdrawn or ended is left out.
    """

    def __init__(self, units, partners=None):
        rows = Party.objects.filter(is_home=False, agreement__responsible_unit__in=units)
        rows = rows.exclude(agreement__state__in=(AgreementState.REJECTED, *AgreementState.over))
        if partners is not None:
            rows = rows.filter(institution__in=partners)
        told = ("agreement", "agreement__title", "agreement__state", "agreement__starts_on", "agreement__ends_on")
        self._known: dict[tuple, list[Other]] = defaultdict(list)
        places = ("agreement__kind", "agreement__responsible_unit", "institution")
        for kind, unit, partner, *facts in rows.order_by("agreement").values_list(*places, *told):
            self._known[kind, unit, partner].append(Other(*facts))

    def beside(self, wanted: Wanted) -> Other | None:
        """The first agreement beside which ``wanted`` would be a second one."""
        found = [
            other
            for partner in wanted.partners
            for other in self._known.get((wanted.kind, wanted.unit, partner), ())
            if other.key not in wanted.besides and other.overlaps(wanted)
        ]
        return min(found, key=lambda other: other.key, default=None)


def other_beside(agreement: Agreement, **changes) -> Other | None:
    """The agreement beside which ``agreement``, with ``changes`` of ``Wanted``, would be a second one, in two queries.

    None as long as nobody has said how long it lasts.
    """
    if not (agreement.ends_on or agreement.is_open_ended) and "ends_on" not in changes:
        return None
    besides = {agreement.pk, agreement.predecessor_id}
    if agreement.pk:
        besides |= set(agreement.successors.values_list("pk", flat=True))
    facts: dict[str, Any] = {
        "kind": agreement.kind,
        "unit": agreement.responsible_unit_id,
        "partners": changes.get("partners") or frozenset(party.institution_id for party in agreement.partner_parties),
        "starts_on": agreement.starts_on,
        "ends_on": agreement.ends_on,
        "besides": frozenset(key for key in besides if key),
    }
    wanted = Wanted(**facts | changes)
    return KnownAgreements([wanted.unit], wanted.partners).beside(wanted)


def has_a_reason_for_a_second(agreement):
    """A guard of the workflow: why a second one is needed, where there is one already."""
    if agreement.second_because.strip() or not (other := other_beside(agreement)):
        return None
    return other.words + " " + _("Say why another one is needed.")
