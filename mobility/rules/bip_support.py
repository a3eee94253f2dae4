"""The money of a blended intensive programme: organisational support (BIP-07), and who pays the people (BIP-08)."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from core.money import in_round_euro
from mobility.rules.bips import BipCase, Head
from mobility.rules.book import RuleBook
from mobility.rules.conditions import Condition

SUPPORT_RATE = "bip_support_per_learner"  # the parameter of a call, in euro


def expected_support(case: BipCase, book: RuleBook) -> Decimal:
    """Euro of organisational support (BIP-07): nothing below the minimum, nothing for more than are paid."""
    learners = Head(case, book).learners
    if learners < book.limits["bip_min_learners"]:
        return Decimal(0)
    return Decimal(book.limits[SUPPORT_RATE] * min(learners, book.limits["bip_max_funded_learners"]))


def support(head: Head) -> Iterator[Condition]:
    """BIP-07: what the coordinator can expect, lost below the minimum. BIP-08: who pays the people."""
    limits, amount = head.book.limits, expected_support(head.case, head.book)
    rate, least, most = (limits[name] for name in (SUPPORT_RATE, "bip_min_learners", "bip_max_funded_learners"))
    money: dict[str, Decimal | int] = {"amount": amount, "rate": rate, "from": rate * least, "upto": rate * most}
    words: dict[str, object] = {name: in_round_euro(euro) for name, euro in money.items()}
    words |= {"call": head.case.call_year, "least": least, "most": most, "counted": min(head.learners, most)}
    if amount:
        sentence = _("Organisational support in call %(call)s: %(counted)s learners × %(rate)s = %(amount)s.")
    else:
        sentence = _("No organisational support: below %(least)s learners all of it is lost.")
    bounds = _("From %(least)s learners (%(from)s) to %(most)s (%(upto)s) are paid.")
    yield Condition("BIP-07", bool(amount), f"{sentence % words} {bounds % words}", is_binding=False)
    sentence = _("Each sending institution pays individual and travel support from its own KA131 grant.")
    yield Condition("BIP-08", True, sentence, is_binding=False)
