"""The data of one follow-up: its tab, the form that fills it in, its files, and what the portal computes."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from core.exports import rows_response
from core.private_files import download_response
from core.views.actions import ActionView
from core.views.forms import PortalUpdateView
from core.views.rights import require
from quality.followups.page import FollowUpPage, crumbs
from quality.indicators import values
from quality.indicators.asking import completeness, indicators_of, may_fill, why_closed
from quality.indicators.filling import FileForm, SheetForm
from quality.indicators.over_time import charts_of
from quality.indicators.own import headings, rows_to_fill
from quality.indicators.sheet import Sheet
from quality.models import FollowUp, IndicatorValue
from quality.querysets import RUN, VIEW


def data_url(follow_up: FollowUp) -> str:
    return reverse("quality:follow_up_data", args=[follow_up.pk])


class FollowUpDataView(FollowUpPage):
    """Every indicator with its value, that of the last cycle, objectives, and the course over the years."""

    tab = "data"
    template_name = "quality/indicators/data.html"

    def get_context_data(self, **kwargs):
        sheet, closed = Sheet(self.object), why_closed(self.object)
        asked = may_fill(self.request.user, self.object)
        return super().get_context_data(
            sheet=sheet,
            charts=[(f"course-{number}", chart) for number, chart in enumerate(charts_of(sheet), start=1)],
            may_fill=asked and not closed,
            closed=closed if asked else "",
            may_import=asked and not closed and self.request.user.has_perm(RUN),
            **kwargs,
        )


class OfFollowUpData:
    """What every page about the data of one follow-up shares: who may change it, and the way back."""

    model = FollowUp
    right = VIEW

    def get_queryset(self):
        related = ("process", "version__process", "version__accountable", "unit", "owner")
        return super().get_queryset().select_related(*related).prefetch_related("steps")

    def get_object(self, queryset=None):
        follow_up = super().get_object(queryset)
        if not may_fill(self.request.user, follow_up):
            raise PermissionDenied
        return follow_up

    @cached_property
    def indicator(self):
        """The one named in the address; 404 for one that the follow-up does not ask."""
        found = indicators_of(self.object).filter(code=self.kwargs["code"]).first()
        if found is None:
            raise Http404
        return found


class DataForm(OfFollowUpData, PortalUpdateView):
    takes_instance = False

    def crumbs(self):
        return [*crumbs(self.object), {"label": _("Data"), "url": data_url(self.object)}]

    def cancel_url(self):
        return data_url(self.object)

    def success_url_for(self, written):
        return data_url(self.object)


class FollowUpFillView(DataForm):
    """All indicators in one form, saved in part at any time."""

    form_class = SheetForm
    template_name = "quality/indicators/fill.html"
    submit_label = gettext_lazy("Save")

    @property
    def title(self):
        return _("Data of %(follow_up)s") % {"follow_up": self.object}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"sheet": Sheet(self.object)}

    def perform(self, form):
        entries, seen = form.entries()
        saved = values.fill_in(self.object, actor=self.request.user, entries=entries, seen=seen)
        self.done = saved_words(len(completeness(saved)))
        return saved

    def get_context_data(self, **kwargs):
        return super().get_context_data(follow_up=self.object, closed=why_closed(self.object), **kwargs)


def saved_words(missing: int) -> str:
    if not missing:
        return _("Saved. Everything that the dialogue needs is in.")
    words = ngettext(
        "Saved. %(count)s value that the dialogue needs is still missing.",
        "Saved. %(count)s values that the dialogue needs are still missing.",
        missing,
    )
    return words % {"count": missing}


class FileUploadView(DataForm):
    """The file that is the value of an indicator."""

    form_class = FileForm
    submit_label = gettext_lazy("Upload")
    done = gettext_lazy("The file is kept.")

    @property
    def title(self):
        return self.indicator.name

    def perform(self, form):
        upload = form.cleaned_data["file"]
        return values.attach_file(self.object, self.indicator, actor=self.request.user, upload=upload)


class DataAct(OfFollowUpData, ActionView):
    def back_url(self):
        return data_url(self.object)


class FileRemoveView(DataAct):
    needs_confirmation = is_dangerous = True
    submit_label = gettext_lazy("Remove the file")
    done = gettext_lazy("The file is removed.")

    def prepare(self):
        self.title = _("Remove the file of “%(name)s”?") % {"name": self.indicator.name}

    def perform(self, note):
        values.remove_file(self.object, self.indicator, actor=self.request.user)


class ComputeView(DataAct):
    """Count the figures of the portal again."""

    def perform(self, note):
        count = values.compute_values(self.object, actor=self.request.user)
        words = ngettext(
            "%(count)s figure was taken from the portal.", "%(count)s figures were taken from the portal.", count
        )
        self.done = words % {"count": count}


@require_safe
def download(request, pk, code):
    """The file of an indicator, for whoever may read the follow-up."""
    require(request.user, VIEW)
    visible = IndicatorValue.objects.visible_to(request.user).exclude(file="")
    value = get_object_or_404(visible, follow_up=pk, indicator__code=code)
    return download_response(value, is_shown="show" in request.GET)


@require_safe
def template(request):
    """A spreadsheet with a row for each value that is asked of this person, to be filled in and imported."""
    require(request.user, RUN)
    rows = rows_to_fill(request.user)
    return rows_response(_("Values to fill in"), headings(), rows, file_format="xlsx")
