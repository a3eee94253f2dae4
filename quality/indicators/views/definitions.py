"""The list of indicators, and the forms that define them."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.views.forms import PortalCreateView, PortalUpdateView
from quality.defined import DefinedExportView, DefinedListView, DefinedRemoveView
from quality.indicators import definitions
from quality.indicators.filters import IndicatorFilter
from quality.indicators.forms import IndicatorForm
from quality.indicators.tables import IndicatorTable
from quality.models import Indicator, Process
from quality.querysets import CATALOGUE
from reference.academic_years import AcademicYear


def crumbs(indicator: Indicator | None = None) -> list[dict]:
    way = [{"label": _("Indicators"), "url": reverse("quality:indicator_list")}]
    return [*way, {"label": indicator.name, "url": indicator.get_absolute_url()}] if indicator else way


class IndicatorListView(DefinedListView):
    model = Indicator
    filterset_class = IndicatorFilter
    table_class = IndicatorTable
    title = gettext_lazy("Indicators")
    list_name = "indicators"
    export_url_name = "quality:indicator_export"
    create_url_name = "quality:indicator_create"
    new_label = gettext_lazy("New indicator")
    empty_heading = gettext_lazy("No indicator yet")
    empty_text = gettext_lazy("What is asked of every follow-up: numbers, shares, texts and files, process by process.")
    beside = ((gettext_lazy("Objectives"), "quality:objective_list"),)

    def figures(self, filterset):
        visible, path = self.get_queryset(), self.request.path
        asked = visible.valid_in(AcademicYear.current().first_year)
        count, computed = asked.count(), asked.exclude(computed_by="").count()
        words = ngettext("%(count)s is asked now", "%(count)s are asked now", count) % {"count": count}
        yield {"text": words, "url": f"{path}?asked=now"}
        if computed:
            words = _("%(count)s of them computed from the portal") % {"count": computed}
            yield {"text": words, "url": f"{path}?asked=now&filled=yes"}


class IndicatorExportView(DefinedExportView):
    model = Indicator
    filterset_class = IndicatorFilter
    table_class = IndicatorTable
    title = gettext_lazy("Indicators")


class IndicatorCreateView(PortalCreateView):
    right = CATALOGUE
    form_class = IndicatorForm
    title = gettext_lazy("New indicator")
    submit_label = gettext_lazy("Define it")
    done = gettext_lazy("The indicator is defined: the follow-ups of its years ask it from now on.")

    def get_initial(self):
        asked = self.request.GET.get("process", "")
        process = Process.objects.filter(code=asked).first() if asked else None
        return {"process": process.pk} if process else {}

    def perform(self, form):
        return definitions.define_indicator(actor=self.request.user, **form.values())

    def crumbs(self):
        return crumbs()

    def cancel_url(self):
        return reverse("quality:indicator_list")


class IndicatorUpdateView(PortalUpdateView):
    model = Indicator
    slug_field = slug_url_kwarg = "code"
    right = CATALOGUE
    form_class = IndicatorForm
    submit_label = gettext_lazy("Save the changes")
    done = gettext_lazy("The changes are saved.")

    @property
    def title(self):
        return self.object.name

    def perform(self, form):
        seen_at = form.cleaned_data.get("seen_at")
        return definitions.change_indicator(self.object, actor=self.request.user, seen_at=seen_at, **form.values())

    def crumbs(self):
        return crumbs(self.object)

    def cancel_url(self):
        return self.object.get_absolute_url()


class IndicatorRemoveView(DefinedRemoveView):
    """One that was defined by mistake, and that nobody filled in."""

    model = Indicator
    slug_field = slug_url_kwarg = "code"
    list_url_name = "quality:indicator_list"
    submit_label = gettext_lazy("Remove the indicator")
    explanation = gettext_lazy("Nobody has filled it in yet.")
    done = gettext_lazy("The indicator is removed.")

    def why_it_stays(self, row):
        return definitions.why_it_stays(row)

    def perform(self, note):
        definitions.remove_indicator(self.object, actor=self.request.user)
