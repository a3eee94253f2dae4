"""Whether a period lies in the term of an agreement, and how the refusal is said."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.enums import AgreementState
from agreements.models import Agreement


def refuse_outside_term(agreement: Agreement, starts_on: date, ends_on: date):
    """Raise ``ValidationError`` beside the day that lies outside. An unknown start counts as begun, no end as open."""
    errors = {}
    if agreement.starts_on and starts_on < agreement.starts_on:
        words = {"day": date_format(agreement.starts_on), "agreement": agreement}
        errors["starts_on"] = _("The agreement “%(agreement)s” begins on %(day)s.") % words
    if agreement.ends_on and ends_on > agreement.ends_on:
        words = {"day": date_format(agreement.ends_on), "agreement": agreement}
        field = "starts_on" if starts_on > agreement.ends_on else "ends_on"
        errors[field] = _("The agreement “%(agreement)s” ends on %(day)s.") % words
    if errors:
        raise ValidationError(errors)


def refuse_unconcluded(agreement: Agreement):
    """Only what is signed is carried out. What a suspended one says of the past may still be written down."""
    if agreement.state not in AgreementState.concluded:
        words = {"agreement": agreement, "state": agreement.get_state_display()}
        sentence = _("“%(agreement)s” is not concluded: it is in the state “%(state)s”.") % words
        raise ValidationError({"agreement": sentence})


def is_held_up(agreement: Agreement | None, until: date) -> str | None:
    """Why nothing that lasts until the day is agreed or confirmed under the agreement now; None where it may be."""
    if agreement is None or until < timezone.localdate():
        return None
    if agreement.state in (AgreementState.SIGNED, *AgreementState.in_force):
        return None
    words = {"agreement": agreement, "state": agreement.get_state_display()}
    return _("The agreement “%(agreement)s” is in the state “%(state)s”.") % words
