"""Who may review: somebody from outside. Asked when they are named, and again when they accept."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import User
from core.institution_name import institution_name


def account_of(email: str) -> User | None:
    """The account with this address, in whatever spelling."""
    return User.objects.filter(email=User.objects.normalise(email)).first()


def refuse_insider(*, email: str, affiliation: str = ""):
    """Raise ``ValidationError`` beside the field for a colleague, of the unit reviewed or any other."""
    person = account_of(email)
    if person and person.memberships.filter(role__in=Role.staff).exists():
        sentence = _("%(person)s works here: a review is done by people from outside the university.")
        raise ValidationError({"email": sentence % {"person": person}})
    if person and not person.is_active:
        raise ValidationError({"email": _("The account with this address is closed: choose somebody else.")})
    if " ".join(affiliation.split()).casefold() == institution_name().casefold():
        sentence = _("Somebody who belongs to %(university)s cannot review it: choose somebody from outside.")
        raise ValidationError({"affiliation": sentence % {"university": institution_name()}})
