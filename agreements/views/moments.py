"""How an agreement was at two moments, and what differs put back."""

from django.urls import reverse

from agreements.forms.agreements import AgreementForm
from agreements.history_story import AGREEMENT_STORY
from agreements.restoring.keepers import KEEPERS
from agreements.services.agreements import CHANGE, update_agreement
from agreements.views.details import AgreementPage
from core.moments.restoring import seen_at_of
from core.views.moment_rows import PortalRestoreRowView
from core.views.moments import PortalCompareView, PortalRestoreView


def form_of(agreement, user, data=None) -> AgreementForm:
    """The form that changes the agreement, as it would be drawn for ``user`` now."""
    partners = [party.institution_id for party in agreement.parties.all() if not party.is_home]
    given = {"user": user, "kind": agreement.kind, "partner_ids": partners}
    return AgreementForm(data, instance=agreement, **given)


class AgreementMoments:
    """What comparing and putting back share."""

    frame = "agreements/agreement_base.html"
    panel_page = ""
    object_right = "agreements.view_history"
    story = AGREEMENT_STORY
    keepers = KEEPERS

    def compare_url(self):
        return reverse("agreements:agreement_compare", args=[self.object.pk])

    def restore_url(self):
        return reverse("agreements:agreement_restore", args=[self.object.pk])

    def restore_row_url(self):
        return reverse("agreements:agreement_restore_row", args=[self.object.pk])


class AgreementCompareView(AgreementMoments, AgreementPage, PortalCompareView):
    def restorable(self):
        user = self.request.user
        return set(form_of(self.object, user).fields) if user.has_perm(CHANGE, self.object) else None


class AgreementRestoreView(AgreementMoments, AgreementPage, PortalRestoreView):
    object_right = CHANGE

    def form(self, data=None):
        return form_of(self.object, self.request.user, data)

    def perform(self, form):
        seen_at = seen_at_of(self.request.POST)
        given = {"seen_at": seen_at, "starts_approval_anew": self.is_confirmed}
        return update_agreement(self.object, actor=self.request.user, **given, **form.values())


class AgreementRestoreRowView(AgreementMoments, AgreementPage, PortalRestoreRowView):
    object_right = CHANGE
