"""Recording who signed: one page, a group of fields for each party."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.enums import AgreementState
from agreements.forms.signatures import SignaturesForm
from agreements.models import Agreement
from agreements.selectors import authority_for
from agreements.services.signatures import record_signatures, signed_before_the_approval
from agreements.views.crumbs import crumbs_to
from agreements.workflow import CONCLUDE
from core.views.forms import PortalUpdateView


class SignaturesView(PortalUpdateView):
    """``/agreements/7/signatures/``; outside approved and signed it leads back and says why."""

    model = Agreement
    object_right = CONCLUDE
    form_class = SignaturesForm
    takes_instance = False
    template_name = "agreements/signatures_form.html"
    title = gettext_lazy("Who signed")
    submit_label = gettext_lazy("Save the signatures")

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        if self.object.state not in AgreementState.signing:
            messages.error(request, _("Signatures are recorded once it is approved, and corrected until it is active."))
            return HttpResponseRedirect(self.object.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        parties = self.object.parties.select_related("institution", "signature")
        authority = authority_for(self.object)
        return {
            **super().get_form_kwargs(),
            "parties": list(parties),
            "authority": str(authority) if authority else "",
        }

    def perform(self, form):
        written = record_signatures(self.object, actor=self.request.user, given=form.given())
        self.say(written)
        return written

    def say(self, written: Agreement):
        """What became of it, and which signatures are older than our approval."""
        messages.success(self.request, _("Saved. The state is now “%s”.") % written.get_state_display())
        for signature in signed_before_the_approval(written):
            sentence = _("%(party)s signed on %(day)s, before our approval: check the day.")
            words = {"party": signature.party.institution, "day": date_format(signature.signed_on)}
            messages.warning(self.request, sentence % words)

    def crumbs(self):
        return crumbs_to(self.object)

    def cancel_url(self):
        return self.object.get_absolute_url()
