from django.utils.translation import gettext_lazy as _

from core.tables import ListColumn, PortalTable, words_of
from insights.enums import DividedBy, NumberKind
from insights.models.parts import WORDS
from reference.academic_years import AcademicYear


class NumberTable(PortalTable):
    """The newest year first; the file can be imported again."""

    row_template = "insights/numbers/row.html"
    default_sort = "-year"

    what = ListColumn(verbose_name=_("What"), exported="kind", worded=words_of(NumberKind))
    part = ListColumn(verbose_name=_("Of which alone"), exported="part", worded=lambda part: str(WORDS.get(part, part)))
    divided_by = ListColumn(verbose_name=_("Of one"), exported="divided_by", worded=words_of(DividedBy), on_page=False)
    unit = ListColumn(verbose_name=_("Unit"), exported="unit__code")
    year = ListColumn(
        verbose_name=_("Academic year"),
        order_by=("academic_year", "pk"),
        exported="academic_year",
        worded=lambda year: str(AcademicYear(year)),
    )
    people = ListColumn(verbose_name=_("People"), exported="people", is_number=True)
    source = ListColumn(verbose_name=_("Source"), exported="source")
