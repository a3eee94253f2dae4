"""The lock of a row that hangs on an activity or a work plan, and that somebody may have removed meanwhile."""

from django.utils.translation import gettext as _

from core.errors import PortalError


def lock_part(rows, key: int):
    """The row of the key among ``rows`` (a queryset or a manager), locked and read again. Raises ``PortalError``."""
    locked = rows.select_for_update(of=("self",)).filter(pk=key).first()
    if locked is None:
        raise PortalError(_("It was removed meanwhile."))
    return locked
