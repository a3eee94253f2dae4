"""The list of criteria: its filters and columns."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.filters import ChoicesFilter, PortalFilterSet, remembered_options
from core.tables import ListColumn, PortalTable
from quality.enums import ProcessKind
from quality.models import Criterion, ProcessVersion

ALL = "all"


def reviews():
    def options():
        rows = ProcessVersion.objects.filter(kind=ProcessKind.EXTERNAL_REVIEW).select_related("process")
        named = ((row.pk, f"{row.process.code} ({row.years[0]} –)") for row in rows)
        return [(ALL, _("Every external review")), *named]

    return remembered_options("quality-review-versions", options)


class CriterionFilter(PortalFilterSet):
    search_name = ""

    asked_in = ChoicesFilter(choices=reviews, method="of_reviews", label=_("Asked in"))

    class Meta:
        model = Criterion
        fields: list[str] = []

    def of_reviews(self, rows, name, keys):
        if not keys:
            return rows
        found = Q(version__in=[key for key in keys if key != ALL])
        return rows.filter(found | Q(version=None) if ALL in keys else found)


class CriterionTable(PortalTable):
    """In the order in which reviews ask them."""

    row_template = "quality/criteria/row.html"
    default_sort = "name"

    name = ListColumn(verbose_name=_("Criterion"), order_by=("position", "code", "pk"), exported="name_en")
    place = ListColumn(verbose_name=_("Place in the order"), exported="position", on_page=False)
    name_sv = ListColumn(verbose_name=_("In Swedish"), exported="name_sv", on_page=False)
    code = ListColumn(verbose_name=_("Code"), exported="code", on_page=False)
    asked = ListColumn(verbose_name=_("What is asked"), exported="text_en")
    asked_sv = ListColumn(verbose_name=_("What is asked, in Swedish"), exported="text_sv", on_page=False)
    asked_in = ListColumn(
        verbose_name=_("Asked in"),
        order_by=("version__process__code", "position", "pk"),
        exported="version__process__code",
    )
