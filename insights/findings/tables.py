from django.utils.translation import gettext_lazy as _

from core.checks import Severity
from core.tables import ListColumn, PortalTable, words_of
from insights.findings.shown import checks_by_name


def label_of(name: str) -> str:
    check = checks_by_name().get(name)
    return str(check.label) if check else name


class FindingTable(PortalTable):
    """The oldest first."""

    row_template = "insights/findings/row.html"
    default_sort = "age"

    what = ListColumn(verbose_name=_("What does not fit"))
    check = ListColumn(verbose_name=_("Check"), exported="check_name", worded=label_of)
    severity = ListColumn(verbose_name=_("Severity"), exported="severity", worded=words_of(Severity))
    owner = ListColumn(verbose_name=_("Mended by"), exported="owner__name")
    age = ListColumn(verbose_name=_("Found"), order_by=("found_on", "pk"), exported="found_on")
