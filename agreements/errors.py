from django.utils.translation import gettext as _

from core.errors import ConfirmationMissing, PortalError


class ApprovalStartsAnew(ConfirmationMissing):
    """The change is possible, but sends the agreement back to the first step of its approval: it wants a yes first."""


class ConditionsRefused(PortalError):
    """Some rows of the table of conditions are wrong; ``by_row`` has a ``ValidationError`` for each, by its number."""

    def __init__(self, by_row):
        super().__init__(_("Some conditions could not be saved: the reasons stand beside them."))
        self.by_row = by_row
