"""What must hold before a stay moves on. Each gives a sentence for the person, or nothing."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mobility.models import Mobility
from mobility.stays.checking import check_of
from mobility.stays.places import no_place


def breaks_no_rule(stay: Mobility) -> str | None:
    """No error among the findings: programme, agreement in force for the whole stay (AG-10)."""
    errors = check_of(stay).errors
    if not errors:
        return None
    return " ".join(f"{each.message} ({each.rule})" if each.rule != "case" else each.message for each in errors)


def has_a_place(stay: Mobility) -> str | None:
    """A place of the condition is left in the academic year, or there is a reason to go beyond."""
    return no_place(stay) or None


def is_of_somebody(stay: Mobility) -> str | None:
    """The person has not been forgotten: a stay without a name goes nowhere any more."""
    return _("Who this was has been forgotten (LG-10).") if stay.participant.anonymised_at else None


def has_begun(stay: Mobility) -> str | None:
    begins = stay.presence[0]
    if begins > timezone.localdate():
        return _("It begins on %(day)s.") % {"day": date_format(begins)}
    return None


def has_ended(stay: Mobility) -> str | None:
    ends = stay.presence[1]
    if ends >= timezone.localdate() and stay.left_on is None:
        return _("It ends on %(day)s.") % {"day": date_format(ends)}
    return None
