"""Saying that a partner closed, and that it did not."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views.actions import ActionView
from core.views.forms import PortalUpdateView
from partners.forms.closing import ClosingForm
from partners.models import Institution
from partners.services.closing import CHANGE, close_institution, reopen_institution
from partners.views.merged import MergedLeadsOn
from partners.views.merging import crumbs_of


class InstitutionCloseView(MergedLeadsOn, PortalUpdateView):
    model = Institution
    context_object_name = "partner"
    right = CHANGE
    object_right = CHANGE
    form_class = ClosingForm
    submit_label = gettext_lazy("It has closed")
    done = gettext_lazy("The partner is marked as closed.")

    @property
    def title(self):
        return _("%(name)s has closed") % {"name": self.object.name}

    def perform(self, form):
        cleaned = form.cleaned_data
        return close_institution(
            self.object,
            actor=self.request.user,
            on=cleaned["closed_on"],
            because=cleaned["closing_reason"],
            successor=cleaned["successor"],
            seen_at=cleaned.get("seen_at"),
        )

    def cancel_url(self):
        return self.object.get_absolute_url()

    def crumbs(self):
        return crumbs_of(self.object)


class InstitutionReopenView(ActionView):
    model = Institution
    right = CHANGE
    object_right = CHANGE
    needs_confirmation = True
    submit_label = gettext_lazy("Open it again")
    explanation = gettext_lazy("It becomes an active partner again; that another one took its place is taken back.")
    done = gettext_lazy("The partner is open again.")

    @property
    def title(self):
        return _("Open %(name)s again?") % {"name": self.object}

    def perform(self, note):
        reopen_institution(self.object, actor=self.request.user)
