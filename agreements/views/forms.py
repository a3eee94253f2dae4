"""The page on which an agreement that exists is changed; it is made step by step (``agreements.views.beginning``)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.enums import AgreementKind
from agreements.errors import ApprovalStartsAnew
from agreements.models import Agreement
from agreements.services.agreements import update_agreement
from agreements.views.crumbs import crumbs_to
from agreements.views.partners_changed import ChangesPartners
from core.views.forms import PortalUpdateView


class AgreementUpdateView(ChangesPartners, PortalUpdateView):
    model = Agreement
    object_right = "agreements.change_agreement"
    asks_for_a_yes = False  # a term was changed whose change starts the approval anew
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("The changes are saved.")

    def prepare(self):
        self.object = self.get_object()
        posted = self.request.POST.get("kind", "")
        self.kind = posted if posted in AgreementKind.values else self.object.kind
        self.title = _("Edit %(agreement)s") % {"agreement": self.object}

    def perform(self, form):
        given = {"seen_at": form.cleaned_data.get("seen_at"), "starts_approval_anew": "anew" in self.request.POST}
        try:
            return update_agreement(
                self.object, actor=self.request.user, parties=self.party_values(), **given, **form.values()
            )
        except ApprovalStartsAnew:
            self.asks_for_a_yes = True
            raise

    def terms_are_fixed(self):
        return not (self.object.is_editable or self.object.is_being_approved)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            is_being_approved=self.object.is_being_approved, asks_for_a_yes=self.asks_for_a_yes, **kwargs
        )

    def crumbs(self):
        return crumbs_to(self.object)

    def cancel_url(self):
        return self.object.get_absolute_url()
