"""Series begun and changed."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation.activities.forms.series import SeriesForm
from cooperation.activities.series import begin_series, change_series
from cooperation.activities.views.details import crumbs
from cooperation.hanging import FormOf
from cooperation.models import Series
from cooperation.rights import CHANGE
from core.views.forms import PortalCreateView


class SeriesCreateView(PortalCreateView):
    form_class = SeriesForm
    right = CHANGE
    title = gettext_lazy("New series")
    submit_label = gettext_lazy("Begin it")
    done = gettext_lazy("The series is entered. Next: its first edition.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def perform(self, form):
        return begin_series(actor=self.request.user, **form.values())

    def crumbs(self):
        return crumbs()

    def cancel_url(self):
        return reverse("cooperation:activity_list")


class SeriesUpdateView(FormOf):
    model = Series
    form_class = SeriesForm
    submit_label = gettext_lazy("Save the changes")
    done = gettext_lazy("The changes are saved.")

    @property
    def title(self):
        return _("Change: %(what)s") % {"what": self.object}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def perform(self, form):
        seen_at = form.cleaned_data.get("seen_at")
        return change_series(self.object, actor=self.request.user, seen_at=seen_at, **form.values())
