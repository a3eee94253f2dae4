"""The columns of the list of possible duplicates."""

from django.utils.translation import gettext_lazy as _

from core.tables import ListColumn, PortalTable


class DuplicateTable(PortalTable):
    """The likeliest first."""

    row_template = "partners/includes/duplicate_row.html"
    default_sort = "-score"

    first = ListColumn(verbose_name=_("Partner"))
    second = ListColumn(verbose_name=_("And partner"))
    reasons = ListColumn(verbose_name=_("Why they may be one"))
    score = ListColumn(verbose_name=_("Likeness"), order_by=("score", "pk"), is_number=True)
    acts = ListColumn(verbose_name=_("What to do"))
