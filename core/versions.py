"""Two people, or two tabs, with the same form open: the second never overwrites the first unseen."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core.errors import ChangedElsewhere


def refuse_if_changed(locked, seen_at):
    """Raise ``ChangedElsewhere`` when the locked row was written after ``seen_at`` (None: nobody looked before)."""
    if seen_at is not None and locked.updated_at > seen_at:
        when = date_format(localtime(locked.updated_at), "DATETIME_FORMAT")
        raise ChangedElsewhere(
            _(
                "This was changed elsewhere on %(when)s, after you opened the form. Nothing was overwritten: "
                "open the page again in another tab, compare, and repeat your change there."
            )
            % {"when": when}
        )
