"""What cannot be true of a stay, whatever the programme says: said beside the field it concerns."""

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.enums import AgreementState
from mobility.days import days_nobody_means
from mobility.enums import Activity
from mobility.models import Mobility
from mobility.stays.places import KIND_OF, TAKING_NOMINATIONS
from mobility.stays.questions import may_lead_elsewhere

MOST_DAYS = 3 * 366
DAYS = ("starts_on", "ends_on", "virtual_starts_on", "virtual_ends_on", "graduated_on")
MOST = {"ects": 400, "teaching_hours": 2000}


def check_consistency(stay: Mobility):
    """Raise ``ValidationError`` with a sentence for each field that cannot be so."""
    errors: dict[str, str] = {}
    for check in (_scheme, _place, _days, _numbers, _agreement, _reasons):
        errors |= check(stay)
    if errors:
        raise ValidationError(errors)


def _scheme(stay):
    errors = {}
    if stay.activity not in stay.scheme.activities:
        errors["activity"] = _("%(scheme)s has no such activity.") % {"scheme": stay.scheme}
    if stay.direction not in stay.scheme.directions:
        errors["direction"] = _("%(scheme)s does not go in this direction.") % {"scheme": stay.scheme}
    if stay.project_id and stay.project.scheme_id != stay.scheme_id:
        errors["project"] = _("This project pays for %(scheme)s.") % {"scheme": stay.project.scheme}
    return errors


def _place(stay):
    if stay.partner_id:
        if stay.partner.is_home:
            return {"partner": _("This is our own university.")}
        if stay.partner.is_closed and stay.pk is None:
            return {"partner": _("“%(name)s” is closed. Choose its successor, or another.") % {"name": stay.partner}}
        return {}
    if not may_lead_elsewhere(stay.activity, stay.direction):
        return {"partner": _("Studies and teaching are at a partner: choose one.")}
    if not (stay.host_name and stay.host_country_id):
        return {"host_name": _("Say where: a partner, or the name and country of another place.")}
    return {}


def _days(stay):
    errors = {}
    if stay.ends_on < stay.starts_on:
        errors["ends_on"] = _("The last day lies before the first.")
    elif (stay.ends_on - stay.starts_on).days > MOST_DAYS:
        errors["ends_on"] = _("That is more than three years.")
    elif stay.arrived_on and stay.presence[1] < stay.arrived_on:
        sentence = _("The arrival is certified for %(day)s: the last day is not before it.")
        errors["ends_on"] = sentence % {"day": date_format(stay.arrived_on)}
    errors |= days_nobody_means(stay, DAYS)
    begins, ends = stay.virtual_starts_on, stay.virtual_ends_on
    if begins and ends and ends < begins:
        errors["virtual_ends_on"] = _("The last day lies before the first.")
    return errors


def _numbers(stay):
    errors = {}
    for name, most in MOST.items():
        number = getattr(stay, name)
        if number is not None and not 0 <= number <= most:
            errors[name] = _("Give a number from 0 to %(most)s.") % {"most": most}
    return errors


def _agreement(stay):
    """A condition is one of the partner, for this kind and direction; a nomination starts under one in force."""
    condition = stay.condition
    if condition is None:
        return {}
    other = condition.receiver_id if stay.is_outgoing else condition.sender_id
    if other != stay.partner_id or condition.kind != KIND_OF[Activity(stay.activity)]:
        return {"condition": _("This condition is for another partner, direction or kind of stay.")}
    if stay.pk is None and condition.agreement.state not in TAKING_NOMINATIONS:
        words = {"state": AgreementState(condition.agreement.state).label}
        return {"condition": _("The agreement is in the state “%(state)s”: no nominations are taken.") % words}
    return {}


def _reasons(stay):
    if stay.is_complete_term and not stay.complete_term_because.strip():
        return {"complete_term_because": _("Say why it counts as one complete term.")}
    return {}
