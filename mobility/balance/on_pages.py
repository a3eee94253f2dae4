"""The balance on the pages of agreements and partners, and in the renewals."""

from collections.abc import Collection

from django.urls import reverse

from mobility.balance.counting import BalanceRow, balance_by, balanced
from mobility.balance.enums import BalanceBy
from mobility.balance.shown import words_of
from mobility.models import Mobility
from mobility.querysets import VIEW


def balance_of_agreement(agreement, user) -> dict | None:
    """Year by year and in all, for whoever may read the agreement; nothing where nobody came or went."""
    return _facts(balanced(Mobility.objects.filter(agreement=agreement)), BalanceBy.AGREEMENT, agreement)


def balance_of_partner(institution, user) -> dict | None:
    if institution.is_home:
        return None
    return _facts(balanced(Mobility.objects.filter(partner=institution)), BalanceBy.PARTNER, institution)


def _facts(stays, by: BalanceBy, about) -> dict | None:
    years = balance_by(stays, BalanceBy.YEAR)
    if not years:
        return None
    (total,) = balance_by(stays, by)
    return {
        "years": years,
        "total": total,
        "words": words_of(total.balance),
        "url": f"{reverse('mobility:mobility_list')}?{by.value}={about.pk}",
    }


def balances_of_agreements(user, ids: Collection[int]) -> dict[int, str]:
    """Words for each agreement of the renewals, in three queries, however many they are."""
    if not user.has_perm(VIEW):
        return {}
    rows = balance_by(balanced(Mobility.objects.filter(agreement__in=ids)), BalanceBy.AGREEMENT)
    return {int(row.key): _words(row) for row in rows}


def _words(row: BalanceRow) -> str:
    words = words_of(row.balance)
    return f"{words} · {row.level.label}" if row.level else words
