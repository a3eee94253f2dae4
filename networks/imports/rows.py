"""Rows of members against the register as it is: whom each means, and what becomes of it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.errors import PortalError
from core.imports.days import NotADay, end_day, is_without_end, start_day
from core.imports.mapping import Mapping
from core.imports.plans import RowAction, RowPlan
from core.search_text import fold
from core.spreadsheets.table import Row, Table
from networks.enums import MemberRole
from networks.imports.columns import SURE
from networks.models import Network, NetworkMembership
from networks.models.memberships import ENDS_BEFORE_IT_BEGINS, TWICE
from partners.imports.contacts.cells import one_line
from partners.imports.contacts.partners import PartnersMeant, Whose
from partners.imports.institutions import Named

LAST_DAY_OF_A_YEAR = "12-31"
LENGTHS = {name: NetworkMembership._meta.get_field(name).max_length for name in ("role_note", "source")}


@dataclass(frozen=True)
class MemberChange:
    """What a row writes: the fields of a new membership, or those that change of the one there is."""

    network: Network
    institution: int
    fields: dict
    existing: NetworkMembership | None = None


class MemberReading:
    """One sheet of members. Each row leaves with its ``MemberChange``, or refused."""

    def __init__(self, table: Table, mapping: Mapping):
        self.mapping, self.meant = mapping, PartnersMeant()
        self.networks = {row.pk: row for row in Network.objects.all()}
        self.named = {fold(name): row for row in self.networks.values() for name in _names(row) if name}
        self.members: dict[tuple, list[NetworkMembership]] = defaultdict(list)
        for membership in NetworkMembership.objects.order_by("pk"):
            self.members[membership.network_id, membership.institution_id].append(membership)
        self.seen: dict[tuple, int] = {}

    def read(self, row: Row) -> RowPlan:
        """What becomes of the row."""
        plan = RowPlan(row.number, self._cell(row, "institution") or self._cell(row, "code") or "–")
        values, whose = self._values(row, plan), self._whose(row)
        plan.doubts.extend(whose.doubts)
        if whose.partner is None:
            plan.refuse(whose.refusal)
        try:
            network = self._network(row)
            if whose.partner and not plan.is_refused:
                plan.title = f"{whose.partner.name}, {network}"
                self._decide(plan, network, whose.partner, values)
        except PortalError as error:
            plan.refuse(str(error.sentence))
        return plan

    def _cell(self, row: Row, name: str) -> str:
        return one_line(self.mapping.cell(row, name))

    def _network(self, row: Row) -> Network:
        written = self._cell(row, "network")
        if written:
            found = self.named.get(fold(written))
            if found is None:
                raise PortalError(_("There is no network called “%(name)s”: enter it first.") % {"name": written})
            return found
        chosen = self.mapping.option("network")
        found = self.networks.get(int(chosen)) if chosen.isdecimal() else None
        if found is None:
            raise PortalError(_("The row names no network, and none is chosen for the file."))
        return found

    def _whose(self, row: Row) -> Whose:
        code, name, country = (self._cell(row, each) for each in ("code", "institution", "country"))
        whose, native = self.meant.whose(code, name, country), self._cell(row, "native")
        if whose.partner is None and native and native != name:
            by_native = self.meant.whose("", native, country)
            return by_native if by_native.partner else whose
        return whose

    def _values(self, row: Row, plan: RowPlan) -> dict:
        values = {name: self._cell(row, name) for name in LENGTHS if self._cell(row, name)}
        if word := self._cell(row, "role"):
            values |= self._role(word, plan)
        if sure := self._cell(row, "confidence"):
            values["is_confirmed"] = fold(sure.partition("(")[0]) in SURE
        for name, length in LENGTHS.items():
            if len(values.get(name, "")) > length:
                plan.refuse(
                    _("“%(column)s” has more than %(most)s characters.") % {"column": _label(name), "most": length}
                )
        return values | self._days(row, plan)

    def _role(self, word: str, plan: RowPlan) -> dict:
        """The role, and their own words for it where they say more."""
        role = self.mapping.meaning("role", word)
        if not role:
            plan.refuse(_("“%(word)s” has no meaning in the mapping.") % {"word": word})
            return {}
        says_more = fold(word) not in (role, fold(str(MemberRole(role).label)))
        return {"role": role} | ({"role_note": word} if says_more and not self.mapping.columns.get("role_note") else {})

    def _days(self, row: Row, plan: RowPlan) -> dict:
        days: dict[str, date | None] = {}
        since, until = self._cell(row, "since"), self._cell(row, "until")
        try:
            if since:
                days["since"] = start_day(since)
            if until:
                days["until"] = None if is_without_end(until) else end_day(until, LAST_DAY_OF_A_YEAR)
        except NotADay as error:
            plan.refuse(error.sentence)
        return days

    def _decide(self, plan: RowPlan, network: Network, institution: Named, values: dict):
        key = network.pk, institution.pk
        existing = _meant(self.members[key], values)
        marked = (*key, existing.pk if existing else (values.get("since"), values.get("until")))
        if earlier := self.seen.get(marked):
            raise PortalError(_("Row %(row)s already describes this membership.") % {"row": earlier})
        self.seen[marked] = plan.number
        there = existing or NetworkMembership(network=network, institution_id=institution.pk)
        _refuse_days(there, values, [row for row in self.members[key] if row is not existing])
        if existing is None:
            plan.action, fields = RowAction.CREATE, values
            self.members[key].append(NetworkMembership(network=network, institution_id=institution.pk, **values))
        else:
            fields = {name: value for name, value in values.items() if getattr(existing, name) != value}
            plan.action = RowAction.UPDATE if fields else RowAction.UNCHANGED
            plan.notes += [_told(name, getattr(existing, name), value) for name, value in fields.items()]
        plan.payload = MemberChange(network, institution.pk, fields, existing)


def _names(network: Network) -> tuple[str, str, str]:
    return network.name_en, network.name_sv, network.short_name


def _meant(known: list[NetworkMembership], values: dict) -> NetworkMembership | None:
    """The membership there is that begins on the same day, else the one that lasts, where the row is about it."""
    written = [row for row in known if row.pk]
    if since := values.get("since"):
        same = [row for row in written if row.since == since]
        if same:
            return same[0]
        written = [row for row in written if row.since is None]
    return next((row for row in written if row.until is None or row.until == values.get("until")), None)


def _refuse_days(there: NetworkMembership, values: dict, others: list[NetworkMembership]):
    since, until = values.get("since", there.since), values.get("until", there.until)
    if since and until and until < since:
        raise PortalError(ENDS_BEFORE_IT_BEGINS)
    for other in others:
        begins_after = other.since and until and other.since > until
        ended_before = other.until and since and other.until < since
        if not (begins_after or ended_before):
            raise PortalError(TWICE)


def _label(name: str) -> str:
    return capfirst(str(NetworkMembership._meta.get_field(name).verbose_name))


def _told(name: str, before, after) -> str:
    return f"{_label(name)}: {_worded(name, before)} → {_worded(name, after)}"


def _worded(name: str, value) -> str:
    if isinstance(value, date):
        return date_format(value)
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    return str(MemberRole(value).label if name == "role" else value or "—")
