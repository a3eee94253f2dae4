"""Entering and changing institutions."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.keys import is_key
from core.views.forms import PortalCreateView, PortalUpdateView
from partners.forms import InstitutionForm
from partners.forms.similar import asked_of
from partners.models import Institution
from partners.places import with_point
from partners.selectors import known_as_others, similar_to
from partners.services import create_institution, merged_words, update_institution
from partners.views.merged import MergedLeadsOn

LONGEST_TYPED = 300


class InstitutionForms:
    """What entering and changing share: the form shows partners like the one that is typed."""

    form_class = InstitutionForm
    template_name = "partners/institution_form.html"

    def said_to_be_another(self, form) -> dict:
        """What the person said of those that look alike."""
        return {"unlike": form.others, "because": form.cleaned_data.get("another_because", "")}


class InstitutionCreateView(InstitutionForms, PortalCreateView):
    right = "partners.add_institution"
    title = _("New partner")
    submit_label = _("Save the partner")
    done = _("The partner is in the register.")

    def perform(self, form):
        values = with_point(form.values())
        return create_institution(actor=self.request.user, **values, **self.said_to_be_another(form))

    def cancel_url(self):
        return reverse("partners:institution_list")

    def crumbs(self):
        return [{"label": _("Partners"), "url": reverse("partners:institution_list")}]


class InstitutionUpdateView(InstitutionForms, MergedLeadsOn, PortalUpdateView):
    model = Institution
    context_object_name = "partner"
    object_right = "partners.change_institution"
    submit_label = _("Save the changes")
    done = _("The changes are saved.")

    @property
    def title(self):
        return self.object.name

    def form_invalid(self, form):
        """Of one that was merged while the form was open, what its new codes have to say comes after that."""
        if self.object.merged_into_id and not form.non_field_errors():
            form.add_error(None, merged_words(self.object))
        return super().form_invalid(form)

    def perform(self, form):
        values = with_point(form.values(), known=self.object) | self.said_to_be_another(form)
        seen_at = form.cleaned_data.get("seen_at")
        return update_institution(self.object, actor=self.request.user, seen_at=seen_at, **values)

    def cancel_url(self):
        return self.object.get_absolute_url()

    def crumbs(self):
        return [
            {"label": _("Partners"), "url": reverse("partners:institution_list")},
            {"label": self.object.name, "url": self.object.get_absolute_url()},
        ]


@require_safe
def similar_institutions(request):
    """Partners like the one somebody is typing; saving asks the same without JavaScript."""
    user = request.user
    if not (user.has_perm("partners.add_institution") or user.has_perm("partners.change_institution")):
        raise PermissionDenied
    own = _own(user, request.GET.get("besides", ""))
    besides = known_as_others(own) | ({own.pk} if own else set())
    typed = {name: value[:LONGEST_TYPED] for name, value in request.GET.items()}
    found = similar_to(asked_of(typed, besides))
    return render(request, "partners/includes/similar.html", {"similar": found, "is_asked": False})


def _own(user, key: str) -> Institution | None:
    """The partner whose form is open, if any."""
    return Institution.objects.visible_to(user).filter(pk=int(key)).first() if is_key(key) else None
