"""What a stay under a published agreement costs and what Erasmus+ pays for it: amounts of the call that pays now.

The amounts come from the tables of ``reference`` (``finder.call_book``) by the same rules as the grant estimate.
"""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.enums import AgreementKind, MobilityKind
from core.money import in_round_euro
from finder.call_book import Book, book_for, km_from_home
from finder.index import Index
from mobility.enums import Activity, Direction, SchemeCode
from mobility.rules.book import RuleBook
from mobility.rules.cases import Case
from mobility.rules.lines import A_MONTH, amount_of
from mobility.rules.rates import individual_rates, rates_for
from mobility.rules.travel import travel_is_left_to_others, travels_at_the_grants_cost
from partners.models import Institution
from reference.enums import Confidence, GrantPurpose
from reference.models import GrantRate

ACTIVITY_OF = {
    MobilityKind.STUDENT_STUDIES: Activity.STUDIES,
    MobilityKind.STUDENT_TRAINEESHIP: Activity.TRAINEESHIP,
    MobilityKind.STAFF_TEACHING: Activity.TEACHING,
    MobilityKind.STAFF_TRAINING: Activity.TRAINING,
}
SOME_DAYS = {True: 5, False: 120}  # a stay of staff, of students: only which rows hold depends on it


@dataclass(frozen=True)
class Paid:
    """What one kind of stay gets: ``amount`` in words, ``origin`` who set it and how far it can be trusted."""

    what: str
    amount: str
    origin: str
    activity: Activity


@dataclass(frozen=True)
class Travel:
    """Support for the way of ``km`` there and back. ``is_open``: whether students get it is decided by others."""

    amount: str
    green: str
    km: int
    is_open: bool


@dataclass(frozen=True)
class Money:
    """``is_scarce``: outside the programme, paid only where money was set aside for it. ``estimate``: a query."""

    call: int
    paid: list[Paid]
    travel: Travel | None
    is_scarce: bool
    estimate: str


def money_there(kind: str, mobilities: list[str], partner: Institution, index: Index) -> Money | None:
    """What our people get who go to ``partner``; None where the agreement's ``kind`` pays no Erasmus+ grant."""
    book = book_for(index) if kind == AgreementKind.ERASMUS and mobilities else None
    if book is None:
        return None
    cases = [_case(ACTIVITY_OF[MobilityKind(each)], partner, book) for each in dict.fromkeys(mobilities)]
    paid = [found for case in cases if (found := _paid(case, book.rules))]
    if not paid:
        return None
    return Money(
        call=book.rules.call_year,
        paid=paid,
        travel=_travel(cases, km_from_home(partner, index), book),
        is_scarce=not book.rules.is_programme_country(partner.country_id),
        estimate=f"?partner={partner.pk}&activity={cases[0].activity}&scheme={cases[0].scheme}",
    )


def grant_here(kind: str, partner: Institution, index: Index) -> str:
    """Who pays people of ``partner`` who come to us; "" where the agreement's ``kind`` pays no Erasmus+ grant."""
    book = book_for(index) if kind == AgreementKind.ERASMUS else None
    if book is None:
        return ""
    if book.rules.is_programme_country(partner.country_id):
        return _("Their Erasmus+ grant comes from their own university, by the amounts of its national agency.")
    return _("An Erasmus+ grant is paid from here, where our office has a project with their country.")


def _case(activity: Activity, partner: Institution, book: Book) -> Case:
    """Somebody of ours at the partner, of whom nothing special is known."""
    today = timezone.localdate()
    return Case(
        scheme=SchemeCode.KA171 if book.rules.is_icm_partner(partner.country_id) else SchemeCode.KA131,
        call_year=book.rules.call_year,
        activity=activity,
        sending_country=book.home.country_id,
        receiving_country=partner.country_id,
        start_on=today,
        end_on=today + timedelta(days=SOME_DAYS[activity in Activity.of_staff]),
        direction=Direction.OUTGOING,
    )


def _paid(case: Case, rules: RuleBook) -> Paid | None:
    rates = individual_rates(case, rules)
    if not rates:
        return None
    first = rates[0]
    amount = amount_of(first)
    if case.activity == Activity.TRAINEESHIP and not first.has_traineeship_top_up:
        amount += sum(amount_of(rate) for rate in rates_for(GrantPurpose.TRAINEESHIP, case, rules))
    words = {"amount": in_round_euro(amount)}
    said = _("%(amount)s a month") % words if first.unit == A_MONTH else _("%(amount)s a day") % words
    if first.amount_fixed is None:
        said = _("at most %(amount)s") % {"amount": said}
    return Paid(str(Activity(case.activity).label), said, _origin(first), case.activity)


def _travel(cases: list[Case], km: int | None, book: Book) -> Travel | None:
    travelling = [case for case in cases if travels_at_the_grants_cost(case, book.rules)]
    band = book.rules.band(Decimal(km)) if travelling and km is not None else None
    if band is None or km is None:
        return None
    green = band.green_amount if band.green_amount != band.standard_amount else None
    is_open = any(travel_is_left_to_others(case, book.rules, band) for case in travelling)
    return Travel(in_round_euro(band.standard_amount), in_round_euro(green) if green else "", km, is_open)


def _origin(rate: GrantRate) -> str:
    return ", ".join(filter(None, (rate.set_by, "" if rate.confidence in Confidence.verified else _("not verified"))))
