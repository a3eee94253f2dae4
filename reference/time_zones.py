"""Time zones by the names that Python and PostgreSQL share ("Europe/Brussels")."""

from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def check_time_zone(name: str):
    """Raise ``ValidationError`` for what is no time zone."""
    if name not in available_timezones():
        raise ValidationError(_("“%(name)s” is no time zone. Write it like Europe/Brussels.") % {"name": name})
