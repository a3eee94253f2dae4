"""The office's pages of guidelines: list, page, forms."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from core.history_entries import Part, Story
from core.private_files import download_response
from core.views.actions import ActionView
from core.views.details import PortalDetailView, PortalHistoryView, Tab
from core.views.forms import PortalCreateView, PortalUpdateView
from core.views.lists import PortalExportView, PortalListView
from core.views.rights import require
from finder.guidelines import services
from finder.guidelines.forms import GuidelineForm
from finder.guidelines.lists import GuidelineFilter, GuidelineTable
from finder.guidelines.querysets import CHANGE_GUIDELINE, VIEW_GUIDELINE
from finder.models import Guideline, GuidelineFile

STORY = Story(Guideline, parts=(Part(GuidelineFile, named_by=("title",), hidden=("guideline",)),))


def crumbs(guideline: Guideline | None = None) -> list[dict]:
    way = [{"label": _("Guidelines"), "url": reverse("site:guideline_list")}]
    return [*way, {"label": guideline.title, "url": guideline.get_absolute_url()}] if guideline else way


class GuidelineListView(PortalListView):
    model = Guideline
    filterset_class = GuidelineFilter
    table_class = GuidelineTable
    title = gettext_lazy("Guidelines")
    right = VIEW_GUIDELINE
    search_label = gettext_lazy("Search titles and summaries")
    list_name = "guidelines"
    export_right = VIEW_GUIDELINE
    export_url_name = "site:guideline_export"

    def figures(self, filterset):
        count = self.get_queryset().published().count()
        words = ngettext("%(count)s is on the public site", "%(count)s are on the public site", count)
        yield {"text": words % {"count": count}, "url": f"{self.request.path}?shown=True" if count else ""}

    def actions(self):
        buttons = [{"label": _("On the public site"), "url": reverse("finder:guideline_index")}]
        if self.request.user.has_perm(CHANGE_GUIDELINE):
            buttons.append({"label": _("New guideline"), "url": reverse("site:guideline_create"), "is_primary": True})
        return buttons

    def empty(self, filterset):
        if filterset.is_narrowed:
            return super().empty(filterset)
        text = _("How to apply, what to arrange before leaving, which forms there are: written once, read again.")
        empty = {"heading": _("No guideline yet"), "text": text}
        first_step = {"url": reverse("site:guideline_create"), "label": _("New guideline")}
        return empty | (first_step if self.request.user.has_perm(CHANGE_GUIDELINE) else {})


class GuidelineExportView(PortalExportView):
    model = Guideline
    filterset_class = GuidelineFilter
    table_class = GuidelineTable
    title = gettext_lazy("Guidelines")
    right = VIEW_GUIDELINE
    export_right = VIEW_GUIDELINE

    def get_queryset(self):
        return super().get_queryset().for_list()


class GuidelinePage(PortalDetailView):
    model = Guideline
    right = VIEW_GUIDELINE
    context_object_name = "guideline"

    def get_queryset(self):
        return super().get_queryset().select_related("scheme", "unit", "kept_by")

    def get_context_data(self, **kwargs):
        may_change = self.request.user.has_perm(CHANGE_GUIDELINE)
        return super().get_context_data(crumbs=crumbs(), may_change=may_change, **kwargs)

    def tabs(self):
        named = (("overview", _("Text"), "guideline_detail"), ("history", _("History"), "guideline_history"))
        return [
            Tab(name, label, reverse(f"site:{url_name}", args=[self.object.pk]), is_current=name == self.tab)
            for name, label, url_name in named
        ]


class GuidelineDetailView(GuidelinePage):
    template_name = "finder/guidelines/detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(files=self.object.files.select_related("kept_by"), **kwargs)


class GuidelineHistoryView(PortalHistoryView, GuidelinePage):
    template_name = "finder/guidelines/history.html"
    story = STORY


class GuidelineForms:
    form_class = GuidelineForm
    right = CHANGE_GUIDELINE

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}


class GuidelineCreateView(GuidelineForms, PortalCreateView):
    title = gettext_lazy("New guideline")
    submit_label = gettext_lazy("Keep it")
    done = gettext_lazy("The guideline is kept.")

    def perform(self, form):
        return services.write_guideline(actor=self.request.user, **form.values())

    def crumbs(self):
        return crumbs()

    def cancel_url(self):
        return reverse("site:guideline_list")


class GuidelineUpdateView(GuidelineForms, PortalUpdateView):
    model = Guideline
    title = gettext_lazy("Change the guideline")
    submit_label = gettext_lazy("Save the changes")
    done = gettext_lazy("The changes are saved.")

    def perform(self, form):
        seen_at = form.cleaned_data.get("seen_at")
        return services.change_guideline(self.object, actor=self.request.user, seen_at=seen_at, **form.values())

    def crumbs(self):
        return crumbs(self.object)

    def cancel_url(self):
        return self.object.get_absolute_url()


class GuidelineRemoveView(ActionView):
    model = Guideline
    right = CHANGE_GUIDELINE
    needs_confirmation = is_dangerous = True
    submit_label = gettext_lazy("Remove the guideline")
    explanation = gettext_lazy("Its text and its files are deleted.")
    done = gettext_lazy("The guideline is removed.")

    def prepare(self):
        self.title = _("Remove “%(name)s”?") % {"name": self.object.title}

    def refusal(self):
        return services.why_it_stays(self.object)

    def perform(self, note):
        services.remove_guideline(self.object, actor=self.request.user)

    def back_url(self):
        return reverse("site:guideline_list")


@require_safe
def guideline_file_download(request, pk: int):
    """The file, for those who write guidelines; the public has an address of its own."""
    require(request.user, VIEW_GUIDELINE)
    row = GuidelineFile.objects.visible_to(request.user).filter(pk=pk).first()
    if row is None:
        raise Http404
    try:
        return download_response(row, is_shown="show" in request.GET)
    except FileNotFoundError as error:
        raise Http404(_("The file of this document is not in its place.")) from error
