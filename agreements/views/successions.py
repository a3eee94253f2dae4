"""``/agreements/successions/7/``: what still names a closed partner goes to the one that took its place."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agreements.closed_partners import agreements_to_move
from agreements.forms.successions import SuccessionForm
from agreements.services.successions import move_to_successor
from core.views.forms import PortalFormView
from partners.models import Institution
from partners.selectors import last_successor


class SuccessionView(PortalFormView):
    right = "agreements.change_agreement"
    form_class = SuccessionForm
    template_name = "agreements/succession.html"
    submit_label = gettext_lazy("Move them")

    @cached_property
    def partner(self) -> Institution:
        closed = Institution.objects.visible_to(self.request.user).filter(status="closed")
        return get_object_or_404(closed, pk=self.kwargs["pk"])

    @property
    def title(self):
        return _("Agreements that still name %(partner)s") % {"partner": self.partner}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"agreements": agreements_to_move(self.partner, self.request.user)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(partner=self.partner, successor=last_successor(self.partner), **kwargs)

    def perform(self, form):
        keys = [agreement.pk for agreement in form.cleaned_data["agreements"]]
        moved = move_to_successor(self.partner, actor=self.request.user, keys=keys, note=form.cleaned_data["note"])
        sentence = ngettext("%(count)s agreement was moved.", "%(count)s agreements were moved.", moved)
        messages.success(self.request, sentence % {"count": moved})
        return last_successor(self.partner)

    def cancel_url(self):
        return self.partner.get_absolute_url()

    def crumbs(self):
        return [
            {"label": _("Partners"), "url": reverse("partners:institution_list")},
            {"label": self.partner.name, "url": self.partner.get_absolute_url()},
        ]
