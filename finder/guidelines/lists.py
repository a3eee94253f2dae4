"""The office's list of guidelines."""

from django.utils.translation import gettext_lazy as _

from core.filters import ChoicesFilter, PortalFilterSet
from core.tables import ListColumn, PortalTable, words_of
from finder.guidelines.enums import Audience
from finder.models import Guideline
from mobility.models import Scheme


def every_scheme():
    return [(scheme.pk, scheme.name) for scheme in Scheme.objects.all()]


class GuidelineFilter(PortalFilterSet):
    audience = ChoicesFilter(choices=Audience.choices, label=_("For whom"))
    scheme = ChoicesFilter(choices=every_scheme, label=_("Programme"))
    shown = ChoicesFilter(
        field_name="is_published", choices=[("True", _("Shown")), ("False", _("Not shown"))], label=_("Public site")
    )

    class Meta:
        model = Guideline
        fields: list[str] = []


class GuidelineTable(PortalTable):
    row_template = "finder/guidelines/row.html"
    default_sort = "audience"

    title = ListColumn(verbose_name=_("Guideline"), order_by=("title_en", "pk"), exported="title_en")
    audience = ListColumn(
        verbose_name=_("For whom"),
        order_by=("audience", "position", "title_en", "pk"),
        exported="audience",
        worded=words_of(Audience),
    )
    scheme = ListColumn(verbose_name=_("Programme"), order_by=("scheme__position", "pk"), exported="scheme__name_en")
    is_published = ListColumn(verbose_name=_("Public site"), order_by=("is_published", "pk"), exported="is_published")
    files = ListColumn(verbose_name=_("Files"), order_by=("file_count", "pk"), exported="file_count", is_number=True)
    review_on = ListColumn(verbose_name=_("Read again on"), order_by=("review_on", "pk"), exported="review_on")
    kept_by = ListColumn(verbose_name=_("Kept by"), order_by=("kept_by__name", "pk"), exported="kept_by__name")
