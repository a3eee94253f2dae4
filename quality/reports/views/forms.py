"""Beginning and changing a report, and its texts."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import PortalError
from core.views.actions import ActionView
from core.views.forms import PortalCreateView, PortalUpdateView
from quality.enums import ReportState
from quality.models import QualityReport, ReportBlock
from quality.querysets import VIEW_ADOPTED, WRITE_REPORT
from quality.reports import services
from quality.reports.forms import ReportForm, TextForm
from quality.reports.views.pages import crumbs


class ReportCreateView(PortalCreateView):
    right = WRITE_REPORT
    form_class = ReportForm
    title = gettext_lazy("Begin a quality report")
    submit_label = gettext_lazy("Begin")

    def get_initial(self):
        year = services.year_to_begin()
        return {
            "academic_year": year.first_year,
            "kept_by": self.request.user.pk,
            "title_en": f"Quality report {year}",
            "title_sv": f"Kvalitetsrapport {year}",
        }

    def perform(self, form):
        return services.begin_report(actor=self.request.user, **form.values())

    def cancel_url(self):
        return reverse("quality:report_list")

    def crumbs(self):
        return crumbs()


class OfDraft(PortalUpdateView):
    """A form about one report that is still written; an adopted one leads back with the reason."""

    model = QualityReport
    right = VIEW_ADOPTED
    object_right = WRITE_REPORT

    def cancel_url(self):
        return self.object.get_absolute_url()

    def crumbs(self):
        return [*crumbs(), {"label": str(self.object), "url": self.object.get_absolute_url()}]


class ReportUpdateView(OfDraft):
    form_class = ReportForm
    title = gettext_lazy("Change the report")
    submit_label = gettext_lazy("Save")

    def perform(self, form):
        return services.change_report(
            self.object, actor=self.request.user, seen_at=form.cleaned_data.get("seen_at"), **form.values()
        )


class TextCreateView(OfDraft):
    form_class = TextForm
    takes_instance = False
    title = gettext_lazy("A further text")
    submit_label = gettext_lazy("Add")

    def perform(self, form):
        services.add_text(self.object, actor=self.request.user, **form.values())
        return self.object


class TextUpdateView(PortalUpdateView):
    model = ReportBlock
    right = VIEW_ADOPTED
    object_right = WRITE_REPORT
    form_class = TextForm
    submit_label = gettext_lazy("Save")

    @property
    def title(self):
        return self.object.heading

    def get_queryset(self):
        return super().get_queryset().select_related("report")

    def get_object(self, queryset=None):
        text = super().get_object(queryset)
        if text.report.state != ReportState.DRAFT:
            raise Http404
        return text

    def perform(self, form):
        return services.change_text(
            self.object, actor=self.request.user, seen_at=form.cleaned_data.get("seen_at"), **form.values()
        )

    def success_url_for(self, written):
        return f"{self.cancel_url()}#text-{written.pk}"

    def cancel_url(self):
        return self.object.report.get_absolute_url()

    def crumbs(self):
        report = self.object.report
        return [*crumbs(), {"label": str(report), "url": report.get_absolute_url()}]


class TextActView(ActionView):
    """One press on one text."""

    model = ReportBlock
    right = VIEW_ADOPTED
    object_right = WRITE_REPORT

    def get_queryset(self):
        return super().get_queryset().select_related("report")

    def back_url(self):
        return self.object.report.get_absolute_url()


class TextMoveView(TextActView):
    def perform(self, note):
        if self.kwargs["way"] not in ("up", "down"):
            raise PortalError(_("A text moves up or down."))
        services.move_text(self.object, actor=self.request.user, is_up=self.kwargs["way"] == "up")


class TextRemoveView(TextActView):
    needs_confirmation = is_dangerous = True
    submit_label = gettext_lazy("Remove the text")
    explanation = gettext_lazy("Its words stay in the history of the report.")

    def prepare(self):
        self.title = _("Remove “%(heading)s”?") % {"heading": self.object.heading}

    def perform(self, note):
        services.remove_text(self.object, actor=self.request.user)
