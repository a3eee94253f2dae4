"""Entering and changing institutions."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.views.forms import PortalCreateView, PortalUpdateView
from partners.forms import InstitutionForm
from partners.models import Institution
from partners.places import with_point
from partners.services import create_institution, update_institution


class InstitutionCreateView(PortalCreateView):
    form_class = InstitutionForm
    right = "partners.add_institution"
    title = _("New partner")
    submit_label = _("Save the partner")
    done = _("The partner is in the register.")

    def perform(self, form):
        return create_institution(actor=self.request.user, **with_point(form.values()))

    def cancel_url(self):
        return reverse("partners:institution_list")

    def crumbs(self):
        return [{"label": _("Partners"), "url": reverse("partners:institution_list")}]


class InstitutionUpdateView(PortalUpdateView):
    model = Institution
    context_object_name = "partner"
    form_class = InstitutionForm
    object_right = "partners.change_institution"
    submit_label = _("Save the changes")
    done = _("The changes are saved.")

    @property
    def title(self):
        return self.object.name

    def perform(self, form):
        values = with_point(form.values(), known=self.object)
        seen_at = form.cleaned_data.get("seen_at")
        return update_institution(self.object, actor=self.request.user, seen_at=seen_at, **values)

    def cancel_url(self):
        return self.object.get_absolute_url()

    def crumbs(self):
        return [
            {"label": _("Partners"), "url": reverse("partners:institution_list")},
            {"label": self.object.name, "url": self.object.get_absolute_url()},
        ]
