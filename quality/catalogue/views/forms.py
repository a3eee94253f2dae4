"""The forms of the catalogue: a process of one's own, its facts, a new version, its steps."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views.forms import PortalCreateView, PortalUpdateView
from quality.catalogue import services
from quality.catalogue.forms import NewProcessForm, NewVersionForm, ProcessVersionForm
from quality.catalogue.views.details import crumbs
from quality.models import ProcessVersion
from quality.querysets import CATALOGUE
from reference.academic_years import AcademicYear


class ProcessCreateView(PortalCreateView):
    form_class = NewProcessForm
    right = CATALOGUE
    title = gettext_lazy("New process")
    submit_label = gettext_lazy("Enter the process")
    done = gettext_lazy("The process is entered. Next: its steps, then its units.")

    def perform(self, form):
        return services.begin_process(actor=self.request.user, **form.values())

    def success_url_for(self, written):
        return reverse("quality:process_steps", args=[written.pk])

    def cancel_url(self):
        return reverse("quality:process_list")

    def crumbs(self):
        return crumbs()


class OfProcess(PortalUpdateView):
    """A form about a version; back to its page from it."""

    model = ProcessVersion
    right = CATALOGUE

    def get_queryset(self):
        return super().get_queryset().select_related("process")

    def crumbs(self):
        return crumbs(self.object)

    def cancel_url(self):
        return self.object.get_absolute_url()


class ProcessUpdateView(OfProcess):
    form_class = ProcessVersionForm
    submit_label = gettext_lazy("Save the changes")
    done = gettext_lazy("The changes are saved.")

    @property
    def title(self):
        return str(self.object)

    def perform(self, form):
        seen_at = form.cleaned_data.get("seen_at")
        return services.change_version(self.object, actor=self.request.user, seen_at=seen_at, **form.values())


class NewVersionView(OfProcess):
    """A later version; the form begins with what holds now."""

    form_class = NewVersionForm
    submit_label = gettext_lazy("Write the new version")
    done = gettext_lazy(
        "The new version is written, and the earlier one ends the year before. Next: its cycle and units."
    )

    @property
    def title(self):
        return _("New version of %(process)s") % {"process": self.object.process.code}

    def get_initial(self):
        after = max(AcademicYear.current().first_year, self.object.valid_from) + 1
        return {"valid_from": after}

    def perform(self, form):
        return services.new_version(self.object, actor=self.request.user, **form.values())

    def success_url_for(self, written):
        return reverse("quality:process_rhythm", args=[written.pk])
