"""Whether a blended intensive programme may be paid: every condition of BIP-01…07, and what would mend it."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mobility.bips.enums import BipRole
from mobility.enums import Measure, SchemeCode
from mobility.rules.bip_support import support
from mobility.rules.bips import BipCase, Head
from mobility.rules.book import RuleBook
from mobility.rules.conditions import Condition, binding

Check = Callable[[Head], Iterator[Condition]]


def conditions_of(case: BipCase, book: RuleBook) -> list[Condition]:
    """Every condition in the order of the rules, whether it holds or not."""
    head = Head(case, book)
    return [condition for check in CHECKS for condition in check(head)]


def institutions(head: Head) -> Iterator[Condition]:
    """BIP-01: charter holders of programme countries, one of them coordinating."""
    least, found = head.book.limits["bip_min_heis"], len(head.institutions)
    names = ", ".join(sender.name for sender in head.institutions) or "—"
    words = {"found": found, "least": least, "names": names}
    sentence = _("%(found)s charter institutions of programme countries, %(least)s at least: %(names)s.") % words
    mend = ngettext(
        "Win %(count)s more institution with a charter.",
        "Win %(count)s more institutions with a charter.",
        least - found,
    )
    yield binding("BIP-01", found >= least, sentence + _partners_left_out(head), mend % {"count": least - found})
    yield from _countries(head)
    yield from _one_coordinates(head)


def _countries(head: Head) -> Iterator[Condition]:
    least, found = head.book.limits["bip_min_countries"], len(head.countries)
    names = ", ".join(head.book.name(country) for country in head.countries) or "—"
    words = {"found": found, "least": least, "names": names, "call": head.case.call_year}
    sentence = _("%(found)s programme countries in call %(call)s, %(least)s at least: %(names)s.") % words
    mend = ngettext(
        "Win a partner from %(count)s more programme country.",
        "Win partners from %(count)s more programme countries.",
        least - found,
    )
    yield binding("BIP-01", found >= least, sentence, mend % {"count": least - found})


def _one_coordinates(head: Head) -> Iterator[Condition]:
    names = sorted({each.name for each in head.case.senders if each.role in BipRole.coordinates})
    sentence = _("One institution coordinates: %(names)s.") % {"names": ", ".join(names) or "—"}
    yield binding("BIP-01", len(names) == 1, sentence, _("Say of exactly one institution that it coordinates."))


def _partners_left_out(head: Head) -> str:
    """Those of the partnership that do not count, with the reason."""
    words = []
    for sender in head.case.senders:
        if sender.in_partnership and not head.country_counts(sender):
            values = {"name": sender.name, "country": head.book.name(sender.country)}
            words.append(_("%(name)s does not count: %(country)s is no programme country.") % values)
        elif sender.in_partnership and not sender.has_charter:
            words.append(_("%(name)s does not count: it holds no charter at that time.") % {"name": sender.name})
    return "".join(f" {sentence}" for sentence in dict.fromkeys(words))


def receiver(head: Head) -> Iterator[Condition]:
    """BIP-02: the receiving institution is one of the partnership."""
    names = sorted({sender.name for sender in head.case.senders if sender.receives})
    sentence = _("The receiving institution is in the partnership: %(names)s.") % {"names": ", ".join(names) or "—"}
    yield binding("BIP-02", bool(names), sentence, _("Say which partner receives the programme."))


def learners(head: Head) -> Iterator[Condition]:
    """BIP-03, 04: funded learners, with those who are not counted, and why."""
    limits, found = head.book.limits, head.learners
    least, most = limits["bip_min_learners"], limits["bip_max_funded_learners"]
    words = {"found": found, "least": least, "call": head.case.call_year, "count": least - found, "most": most}
    sentence = _("%(found)s funded learners count; call %(call)s wants %(least)s at least.") % words
    mend = ngettext(
        "Find %(count)s more learner with a KA131 grant.",
        "Find %(count)s more learners with a KA131 grant.",
        least - found,
    )
    yield Condition("BIP-03", found >= least, sentence, "" if found >= least else mend % words)
    if found > most:
        yield Condition("BIP-03", True, _("%(most)s of them count for the money.") % words, is_binding=False)
    yield from _not_counted(head)
    yield from _local_recommendation(head, found, least)


def _not_counted(head: Head) -> Iterator[Condition]:
    parts = [f"{each.people} ({each.sender.name}: {each.reason})" for each in head.left_out]
    if parts:
        sentence = _("Not counted as learners: %(people)s.") % {"people": "; ".join(parts)}
        yield Condition("BIP-04", True, sentence, is_binding=False)


def _local_recommendation(head: Head, found: int, least: int) -> Iterator[Condition]:
    """TR-02: nothing is said where the rules ask as many."""
    for row in head.book.recommended(Measure.LEAST_LEARNERS, SchemeCode.KA131):
        if least < row.value:
            words = {"recommended": row.value, "least": least, "source": row.source or row.rule}
            sentence = (
                _("The university recommends %(recommended)s learners; %(least)s are enough (%(source)s).") % words
            )
            yield Condition(row.rule, found >= row.value, sentence, is_binding=False)


def physical_part(head: Head) -> Iterator[Condition]:
    """BIP-05: five to thirty days in one piece, travel not counted."""
    least, most = head.book.limits["bip_physical_min_days"], head.book.limits["bip_physical_max_days"]
    days, words = head.case.days, {"days": head.case.days, "least": least, "most": most}
    if days is None:
        sentence = _("The physical part has no dates; it lasts %(least)s to %(most)s days.") % words
        yield Condition("BIP-05", False, sentence, _("Give its first and last day."))
        return
    sentence = (
        _("The physical part lasts %(days)s days, both ends included; %(least)s to %(most)s are allowed.") % words
    )
    longer = _("Make it %(least)s days at least, days of travel not counted.") % words
    shorter = _("Make it %(most)s days at most.") % words
    yield binding("BIP-05", least <= days <= most, sentence, longer if days < least else shorter)
    sentence = _("The physical part is one period of consecutive days.")
    yield binding("BIP-05", head.case.in_one_piece, sentence, _("Hold it in one piece."))


def virtual_part(head: Head) -> Iterator[Condition]:
    """BIP-05: compulsory, of any length, and together."""
    sentence = _("There is a virtual part; it may have any length.")
    mend = _("Plan a virtual part, before, during or after the physical one.")
    yield binding("BIP-05", head.case.has_virtual_part, sentence, mend)
    sentence = _("Learners work together online, at the same time.")
    mend = _("Say what the learners do online together, at the same time.")
    yield binding("BIP-05", head.case.works_together_online, sentence, mend)


def credits_of_students(head: Head) -> Iterator[Condition]:
    """BIP-06: where students take part."""
    if not head.case.has_students:
        return
    least, ects = head.book.limits["bip_min_ects"], head.case.ects
    holds = ects is not None and ects >= least
    given = "—" if ects is None else f"{Decimal(ects).normalize():f}"
    sentence = _("Students get %(ects)s ECTS credits, %(least)s at least.") % {"ects": given, "least": least}
    yield binding("BIP-06", holds, sentence, _("Award %(least)s ECTS credits at least.") % {"least": least})


CHECKS: tuple[Check, ...] = (
    institutions,
    receiver,
    learners,
    physical_part,
    virtual_part,
    credits_of_students,
    support,
)
