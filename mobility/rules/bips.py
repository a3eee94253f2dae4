"""A blended intensive programme as far as the rules need to know it, and which of its people count (BIP-03, 04)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mobility.bips.enums import BipRole
from mobility.enums import Activity
from mobility.rules.book import RuleBook
from mobility.rules.periods import calendar_days

ACTIVITIES = (Activity.SHORT_BLENDED, *Activity.of_staff)  # what people do in a programme (BIP-09)


@dataclass(frozen=True, kw_only=True)
class Sender:
    """The people of one institution who are paid in one way. ``country`` is its ISO code of two letters."""

    name: str
    country: str
    role: str = BipRole.SENDING
    has_charter: bool = True
    students: int = 0
    staff: int = 0
    teachers: int = 0
    is_self_paying: bool = False

    @property
    def learners(self) -> int:
        """Those who deliver the programme are none."""
        return self.students + self.staff

    @property
    def in_partnership(self) -> bool:
        return self.role in BipRole.in_partnership

    @property
    def receives(self) -> bool:
        return self.role in BipRole.receives


@dataclass(frozen=True, kw_only=True)
class BipCase:
    """What nobody has said has no harmless value here: a programme has to show that it fulfils each condition."""

    call_year: int
    senders: tuple[Sender, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    in_one_piece: bool = True
    has_virtual_part: bool = False
    works_together_online: bool = False
    ects: Decimal | None = None
    for_students: bool = True

    @property
    def has_students(self) -> bool:
        return self.for_students or any(sender.students for sender in self.senders)

    @property
    def days(self) -> int | None:
        """Of the physical part, both ends included; None while it has no dates."""
        if self.starts_on is None or self.ends_on is None:
            return None
        return calendar_days(self.starts_on, self.ends_on)


@dataclass(frozen=True)
class NotCounted:
    sender: Sender
    people: int
    reason: str | Promise


@dataclass(frozen=True)
class Head:
    """Who counts in ``case``: ``learners`` are those of BIP-03, ``left_out`` the others with the reason."""

    case: BipCase
    book: RuleBook

    @cached_property
    def institutions(self) -> list[Sender]:
        """Of the partnership, with a charter, from a country that counts; each once."""
        counted = {
            (sender.name, sender.country): sender
            for sender in self.case.senders
            if sender.in_partnership and sender.has_charter and self.country_counts(sender)
        }
        return list(counted.values())

    @property
    def countries(self) -> list[str]:
        return sorted({sender.country for sender in self.institutions})

    @property
    def learners(self) -> int:
        return sum(sender.learners for sender in self.case.senders if not self.reason_against(sender))

    @property
    def left_out(self) -> list[NotCounted]:
        deliver = [NotCounted(each, each.teachers, _("they deliver it")) for each in self.case.senders if each.teachers]
        others = [
            NotCounted(each, each.learners, reason)
            for each in self.case.senders
            if each.learners and (reason := self.reason_against(each))
        ]
        return [*others, *deliver]

    def country_counts(self, sender: Sender) -> bool:
        """Member state or associated country in this call (BIP-01, TR-04)."""
        status = self.book.status(sender.country)
        return status is not None and status.counts_for_bip_minimum

    def reason_against(self, sender: Sender) -> str | Promise:
        """Why the learners of ``sender`` are not counted; "" where they are (BIP-04)."""
        if sender.is_self_paying:
            return _("they pay for themselves")
        if sender.receives:
            return _("they are the receiving institution’s own")
        if not self.country_counts(sender):
            return _("their country is not associated to the programme")
        if not sender.has_charter:
            return _("without a charter their institution has no KA131 grant")
        return ""
