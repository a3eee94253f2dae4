"""Recording who signed: one page for an agreement or an amendment, a group of fields for each party."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.forms.signatures import AmendmentSignaturesForm, SignaturesForm
from agreements.models import Agreement, Amendment
from agreements.selectors import authority_for, parties_with_signatures
from agreements.services.signatures import (
    not_open_words,
    record_amendment_signatures,
    record_signatures,
    signed_before_the_approval,
)
from agreements.subjects import Subject, states_of
from agreements.views.amendments import OfOneAgreement
from agreements.views.crumbs import crumbs_to
from agreements.workflow import CONCLUDE
from core.views.forms import PortalUpdateView


class SignaturesView(PortalUpdateView):
    """``/agreements/7/signatures/``; before the approval and after the beginning it leads back and says why."""

    model = Agreement
    object_right = CONCLUDE
    form_class = SignaturesForm
    takes_instance = False
    template_name = "agreements/signatures_form.html"
    title = gettext_lazy("Who signed")
    submit_label = gettext_lazy("Save the signatures")
    lead_words = gettext_lazy(
        "Leave a party empty that has not signed yet. With the last signature and the signed copy the agreement is "
        "signed by itself, and active on its first day."
    )

    @property
    def subject(self) -> Subject:
        """What is signed."""
        return self.object

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        if self.subject.state not in states_of(self.subject).signing:
            messages.error(request, not_open_words(self.subject))
            return HttpResponseRedirect(self.cancel_url())
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        authority = authority_for(self.object)
        return {
            **super().get_form_kwargs(),
            "signatures": parties_with_signatures(self.subject),
            "authority": str(authority) if authority else "",
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(lead_words=self.lead_words, **kwargs)

    def perform(self, form):
        written = self.write(form)
        self.say(written)
        return written

    def write(self, form) -> Subject:
        return record_signatures(self.object, actor=self.request.user, given=form.given())

    def say(self, written: Subject):
        """What became of it, and which signatures are older than our approval."""
        messages.success(self.request, _("Saved. The state is now “%s”.") % written.get_state_display())
        for signature in signed_before_the_approval(written):
            sentence = _("%(party)s signed on %(day)s, before our approval: check the day.")
            words = {"party": signature.party.institution, "day": date_format(signature.signed_on)}
            messages.warning(self.request, sentence % words)

    def crumbs(self):
        return crumbs_to(self.object)

    def cancel_url(self):
        return self.subject.get_absolute_url()


class AmendmentSignaturesView(OfOneAgreement, SignaturesView):
    """``/agreements/7/amendments/2/signatures/``; ``object`` is the agreement, whose rights count."""

    form_class = AmendmentSignaturesForm
    lead_words = gettext_lazy(
        "Leave a party empty that has not signed yet. With the last signature and the document that carries them the "
        "amendment is signed by itself, and written on its day."
    )

    @cached_property
    def subject(self) -> Amendment:
        return self.find(self.kwargs["pk"], self.kwargs["number"])

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "amendment": self.subject}

    def write(self, form):
        given = {"given": form.given(), "document": form.cleaned_data["document"]}
        return record_amendment_signatures(self.subject, actor=self.request.user, **given)
