"""The numbers of the university: list, forms, removal."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from core.paging import page_of
from core.views.actions import ActionView
from core.views.forms import PortalCreateView, PortalUpdateView
from core.views.lists import PortalExportView, PortalListView
from core.views.rights import RightRequired
from insights.kpis.counting_again import count_soon
from insights.models import UniversityNumber
from insights.numbers import services
from insights.numbers.filters import NumberFilter
from insights.numbers.forms import NumberChangeForm, NumberForm
from insights.numbers.story import count_deeds, deeds_on
from insights.numbers.tables import NumberTable
from insights.querysets import CHANGE_NUMBERS

HISTORY_PAGE_SIZE = 50


def crumbs(*, of_list: bool = False) -> list[dict]:
    way = [{"label": _("Key figures"), "url": reverse("insights:kpi_list")}]
    return way if of_list else [*way, {"label": _("Numbers of the university"), "url": reverse("insights:number_list")}]


class NumberListView(PortalListView):
    model = UniversityNumber
    filterset_class = NumberFilter
    table_class = NumberTable
    right = export_right = CHANGE_NUMBERS
    title = gettext_lazy("Numbers of the university")
    list_name = "university-numbers"
    export_url_name = "insights:number_export"

    def get_context_data(self, **kwargs):
        return super().get_context_data(crumbs=crumbs(of_list=True), **kwargs)

    def figures(self, filterset):
        count = self.get_queryset().count()
        words = ngettext("%(count)s number is entered", "%(count)s numbers are entered", count) % {"count": count}
        return [{"text": words, "url": self.request.path}]

    def actions(self):
        return [
            {"label": _("History"), "url": reverse("insights:number_history")},
            {"label": _("Import"), "url": reverse("core:import_create", args=["university-numbers"])},
            {"label": _("Enter a number"), "url": reverse("insights:number_create"), "is_primary": True},
        ]

    def empty(self, filterset):
        if filterset.is_narrowed:
            return super().empty(filterset)
        return {
            "heading": _("No number yet"),
            "text": _("What the portal cannot count itself: degree students, staff, graduates, by unit and year."),
            "url": reverse("insights:number_create"),
            "label": _("Enter a number"),
        }


class NumberExportView(PortalExportView):
    model = UniversityNumber
    filterset_class = NumberFilter
    table_class = NumberTable
    right = export_right = CHANGE_NUMBERS
    title = gettext_lazy("Numbers of the university")


class NumberHistoryView(RightRequired, TemplateView):
    """Every number that was entered, changed or removed: a key figure can change because what it is a share of did."""

    right = CHANGE_NUMBERS
    template_name = "insights/numbers/history.html"

    def get_context_data(self, **kwargs):
        page = page_of(count_deeds(), self.request.GET.get("page", ""), self.request.GET, HISTORY_PAGE_SIZE)
        return super().get_context_data(
            title=_("History of the numbers of the university"),
            crumbs=crumbs(),
            page=page,
            deeds=deeds_on(page),
            **kwargs,
        )


class NumberForms:
    """What both forms share: the way back, and that the key figures of the year are counted anew."""

    submit_label = gettext_lazy("Save")

    def crumbs(self):
        return crumbs()

    def cancel_url(self):
        return reverse("insights:number_list")

    def success_url_for(self, written):
        count_soon(written.academic_year)
        return super().success_url_for(written)


class NumberCreateView(NumberForms, PortalCreateView):
    right = CHANGE_NUMBERS
    form_class = NumberForm
    title = gettext_lazy("Enter a number")
    done = gettext_lazy("The number is entered. The key figures of its year are being counted again.")

    def perform(self, form):
        return services.enter_number(actor=self.request.user, **form.cleaned_data)


class NumberUpdateView(NumberForms, PortalUpdateView):
    model = UniversityNumber
    right = CHANGE_NUMBERS
    form_class = NumberChangeForm
    done = gettext_lazy("The changes are saved. The key figures of the year are being counted again.")

    @property
    def title(self):
        return str(self.object)

    def perform(self, form):
        fields = {name: form.cleaned_data[name] for name in ("people", "source")}
        seen_at = form.cleaned_data.get("seen_at")
        return services.change_number(self.object, actor=self.request.user, seen_at=seen_at, **fields)


class NumberRemoveView(ActionView):
    model = UniversityNumber
    right = CHANGE_NUMBERS
    needs_confirmation = is_dangerous = True
    submit_label = gettext_lazy("Remove the number")
    done = gettext_lazy("The number is removed.")

    def prepare(self):
        self.title = _("Remove “%(name)s”?") % {"name": self.object}
        self.explanation = _("Key figures that rest on it say that it is missing.")

    def perform(self, note):
        services.remove_number(self.object, actor=self.request.user)
        count_soon(self.object.academic_year)

    def back_url(self):
        return reverse("insights:number_list")
