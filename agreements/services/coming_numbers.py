"""The numbers of the coming academic year: due by 31 January before it begins, and confirmed by whoever keeps them."""

from datetime import date

from django.db import transaction
from django.db.models import DateField, Exists, OuterRef, Q, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.enums import AgreementKind
from agreements.models import Agreement, Condition, NumbersConfirmed
from core import history
from core.errors import PortalError, RightMissing
from reference.academic_years import AcademicYear

CHANGE = "agreements.change_agreement"


def coming_year(on: date | None = None) -> AcademicYear:
    """The academic year after that of the day."""
    return AcademicYear.of(on or timezone.localdate()).next


def due_on(year: AcademicYear) -> date:
    """31 January of the academic year before (AG-06)."""
    return date(year.first_year, 1, 31)


def unconfirmed(on: date | None = None):
    """Erasmus agreements in force whose conditions hold in the coming year, and whose numbers nobody confirmed yet.

    ``numbers_due_on`` is the day; past it they stay until the year begins.
    """
    on = on or timezone.localdate()
    year = coming_year(on)
    begun = Q(first_year__isnull=True) | Q(first_year__lte=year.first_year)
    lasting = Q(last_year__isnull=True) | Q(last_year__gte=year.first_year)
    rows = Agreement.objects.in_force(on).filter(
        kind=AgreementKind.ERASMUS, pk__in=Condition.objects.filter(begun, lasting).values("agreement")
    )
    confirmed = NumbersConfirmed.objects.filter(year=year.first_year, agreement=OuterRef("pk"))
    return rows.filter(~Exists(confirmed)).annotate(numbers_due_on=Value(due_on(year), output_field=DateField()))


@transaction.atomic
def confirm_numbers(agreement: Agreement, *, actor, year: int | None = None) -> NumbersConfirmed:
    """Note that the numbers of the coming year are right as they stand; twice is once.

    ``year`` is the one the person had before them: another one is refused, lest a year be confirmed unseen.
    """
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if actor is not None and not actor.has_perm(CHANGE, locked):
        raise RightMissing(_("You do not have the right to change this agreement."))
    coming = coming_year()
    if year is not None and year != coming.first_year:
        raise PortalError(_("The numbers asked for now are those of %(year)s.") % {"year": coming})
    if known := locked.numbers_confirmed.filter(year=coming.first_year).first():
        return known
    if not unconfirmed().filter(pk=locked.pk).exists():
        raise PortalError(_("No numbers of %(year)s are to be confirmed here.") % {"year": coming})
    with history.action("agreement.numbers", actor=actor, right=CHANGE, about=locked):
        return NumbersConfirmed.objects.create(agreement=locked, year=coming.first_year, confirmed_by=actor)
