"""The list of objectives: its filters, columns, and how many units meet each."""

from collections import defaultdict
from collections.abc import Collection
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from core.filters import ChoicesFilter, PortalFilterSet
from core.tables import ListColumn, PortalTable, words_of
from quality.enums import Area, Comparator, ObjectiveLevel
from quality.indicators.filters import every_process
from quality.indicators.tables import year_words
from quality.models import IndicatorValue, Objective
from quality.objectives.judging import holds_in, target_words
from reference.academic_years import AcademicYear

HOLDING = [("now", _("Holds now")), ("over", _("Over"))]


class ObjectiveFilter(PortalFilterSet):
    search_name = ""

    level = ChoicesFilter(choices=ObjectiveLevel.choices, label=_("Set by"))
    area = ChoicesFilter(field_name="indicator__process__area", choices=Area.choices, label=_("Area"))
    process = ChoicesFilter(field_name="indicator__process", choices=every_process, label=_("Process"))
    holds = ChoicesFilter(choices=HOLDING, method="by_years", label=_("Years"))

    class Meta:
        model = Objective
        fields: list[str] = []

    def by_years(self, queryset, name, value):
        if len(value) != 1:
            return queryset
        year = AcademicYear.current().first_year
        return queryset.valid_in(year) if "now" in value else queryset.filter(valid_to__lt=year)


class ObjectiveTable(PortalTable):
    row_template = "quality/objectives/row.html"
    default_sort = "level"

    name = ListColumn(verbose_name=_("Objective"), order_by=("name_en", "pk"), exported="name_en")
    level = ListColumn(
        verbose_name=_("Set by"),
        order_by=("level", "indicator__process__position", "pk"),
        exported="level",
        worded=words_of(ObjectiveLevel),
    )
    indicator = ListColumn(
        verbose_name=_("Indicator"), order_by=("indicator__name_en", "pk"), exported="indicator__name_en"
    )
    comparator = ListColumn(
        verbose_name=_("Met when"), exported="comparator", worded=words_of(Comparator), on_page=False
    )
    target = ListColumn(verbose_name=_("Target"), exported="target", is_number=True)
    valid_from = ListColumn(verbose_name=_("Years"), exported="valid_from", worded=year_words)
    valid_to = ListColumn(verbose_name=_("Last year"), exported="valid_to", worded=year_words, on_page=False)
    source = ListColumn(verbose_name=_("Source"), exported="source", on_page=False)
    met = ListColumn(verbose_name=_("Met by units"))


def told(objectives: Collection[Objective], user) -> list[Objective]:
    """Each with ``target_in_words`` and, of the newest of its years with figures, ``year``, ``met`` of ``measured``.

    One query: figures of the follow-ups that ``user`` may read.
    """
    asked = {objective.indicator_id for objective in objectives}
    values = IndicatorValue.objects.visible_to(user).filter(indicator__in=asked, number__isnull=False)
    numbers: dict[int, dict[int, list[Decimal]]] = defaultdict(lambda: defaultdict(list))
    for indicator, year, number in values.values_list("indicator", "follow_up__academic_year", "number"):
        numbers[indicator][year].append(number)
    for objective in objectives:
        years = [year for year in numbers[objective.indicator_id] if holds_in(objective, year)]
        found = numbers[objective.indicator_id][max(years)] if years else []
        objective.year = AcademicYear(max(years)) if years else None
        objective.met = sum(objective.is_met_by(number) for number in found)
        objective.measured = len(found)
        objective.target_in_words = target_words(objective)
    return list(objectives)
