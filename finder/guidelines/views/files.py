"""The files of a guideline, and the pages on which somebody says that a text or a file still holds."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views.actions import ActionView
from core.views.details import ObjectPage
from core.views.forms import PortalUpdateView
from finder.guidelines import services
from finder.guidelines.forms import GuidelineFileForm, HoldsForm
from finder.guidelines.querysets import CHANGE_GUIDELINE, VIEW_GUIDELINE
from finder.guidelines.views.office import crumbs
from finder.models import Guideline, GuidelineFile


class FileAddView(PortalUpdateView):
    """A new file of the guideline of the address."""

    model = Guideline
    form_class = GuidelineFileForm
    takes_instance = False
    right = CHANGE_GUIDELINE
    title = gettext_lazy("Add a file")
    submit_label = gettext_lazy("Keep it")
    done = gettext_lazy("The file is kept.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def perform(self, form):
        values = form.values()
        services.add_file(self.object, actor=self.request.user, **values)
        return self.object

    def crumbs(self):
        return crumbs(self.object)

    def cancel_url(self):
        return self.object.get_absolute_url()


class OfFile(ObjectPage):
    model = GuidelineFile
    right = CHANGE_GUIDELINE

    def get_queryset(self):
        return super().get_queryset().select_related("guideline__unit", "kept_by")

    def crumbs(self):
        return crumbs(self.object.guideline)

    def cancel_url(self):
        return self.object.guideline.get_absolute_url()

    def back_url(self):
        return self.cancel_url()

    def success_url_for(self, written):
        return self.cancel_url()


class FileUpdateView(OfFile, PortalUpdateView):
    form_class = GuidelineFileForm
    title = gettext_lazy("Change or replace the file")
    submit_label = gettext_lazy("Save the changes")
    done = gettext_lazy("The changes are saved.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def perform(self, form):
        seen_at = form.cleaned_data.get("seen_at")
        return services.change_file(self.object, actor=self.request.user, seen_at=seen_at, **form.values())


class FileRemoveView(OfFile, ActionView):
    needs_confirmation = is_dangerous = True
    submit_label = gettext_lazy("Remove the file")
    explanation = gettext_lazy("It is deleted, and its address leads nowhere any more.")
    done = gettext_lazy("The file is removed.")

    def prepare(self):
        self.title = _("Remove “%(name)s”?") % {"name": self.object.title}

    def perform(self, note):
        services.remove_file(self.object, actor=self.request.user)


class HoldsView(PortalUpdateView):
    """Look at it, and say that it still holds."""

    form_class = HoldsForm
    takes_instance = False
    right = VIEW_GUIDELINE
    object_right = CHANGE_GUIDELINE
    template_name = "finder/guidelines/holds.html"
    submit_label = gettext_lazy("It still holds")
    done = gettext_lazy("The day is kept.")

    @property
    def title(self):
        return self.object.title

    def perform(self, form):
        return services.say_it_holds(self.object, actor=self.request.user, review_on=form.cleaned_data["review_on"])


class GuidelineHoldsView(HoldsView):
    model = Guideline

    def crumbs(self):
        return crumbs(self.object)

    def cancel_url(self):
        return self.object.get_absolute_url()


class FileHoldsView(OfFile, HoldsView):
    right = VIEW_GUIDELINE
