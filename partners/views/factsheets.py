"""The tab "Factsheet" of a partner: when it was confirmed, what the partner proposes, whom it was asked of."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import PortalError
from core.navigation import forget_counts
from core.views.actions import ActionView
from partners.enums import ContactRole, MailPurpose
from partners.factsheets.links import revoke_link
from partners.factsheets.pages import decided, facts_for_an_exchange, waiting
from partners.factsheets.proposals import CHANGE, accept_proposal, refuse_proposal
from partners.letters.kinds import within_reach
from partners.letters.querysets import WRITE
from partners.letters.writing import begin_mailing
from partners.models import FactsheetLink, FactsheetProposal, Institution, MailTemplate
from partners.views.details import InstitutionPage

SHOWN = 20


class FactsheetView(InstitutionPage):
    template_name = "partners/factsheet/institution_factsheet.html"
    tab = "factsheet"
    panel_page = ""
    object_right = "partners.view_contact"

    def get_context_data(self, **kwargs):
        user, partner = self.request.user, self.object
        links = FactsheetLink.objects.visible_to(user).filter(institution=partner).select_related("asked_by")
        proposals = FactsheetProposal.objects.visible_to(user).filter(institution=partner)
        proposals = list(proposals.select_related("link", "contact", "decided_by", "institution"))
        return super().get_context_data(
            facts=facts_for_an_exchange(partner),
            links=list(links[:SHOWN]),
            waiting=waiting(proposals),
            decided=decided(proposals)[:SHOWN],
            may_decide=user.has_perm(CHANGE),
            may_ask=may_ask(user, partner),
            **kwargs,
        )


def may_ask(user, partner: Institution) -> bool:
    return user.has_perm(WRITE) and not partner.is_home and partner.pk in within_reach(user, [partner.pk])


class FactsheetAskView(ActionView):
    """One button: a draft to the partner with an address of its own, to be read through and sent."""

    model = Institution
    right = "partners.view_contact"
    object_right = "partners.view_contact"

    def perform(self, note):
        user = self.request.user
        template = MailTemplate.objects.in_use().filter(purpose=MailPurpose.FACTSHEET).first()
        if template is None:
            raise PortalError(_("There is no mail template for factsheets in use. The office writes one."))
        language = "en" if template.body_en else "sv"
        keys = [self.object.pk] if may_ask(user, self.object) else []
        if not keys:
            raise PortalError(_("Your units have no agreement with it: the international office writes to it."))
        role = ContactRole.COORDINATOR
        self.draft = begin_mailing("partners", keys, actor=user, template=template, language=language, role=role)

    def act(self, note):
        self.draft = None
        back = super().act(note)
        return HttpResponseRedirect(self.draft.get_absolute_url()) if self.draft else back

    def back_url(self):
        return reverse("partners:institution_factsheet", args=[self.object.pk])


class FactsheetRevokeView(ActionView):
    model = FactsheetLink
    right = "partners.view_contact"
    done = gettext_lazy("The address does not work any more.")

    def perform(self, note):
        revoke_link(self.object, actor=self.request.user)


class _Decision(ActionView):
    model = FactsheetProposal
    right = "partners.view_contact"
    object_right = CHANGE

    def back_url(self):
        return reverse("partners:institution_factsheet", args=[self.object.institution_id])

    def act(self, note):
        back = super().act(note)
        forget_counts(self.request.user)
        return back


class ProposalAcceptView(_Decision):
    done = gettext_lazy("The correction is in the register.")

    def perform(self, note):
        accept_proposal(self.object, actor=self.request.user)


class ProposalRefuseView(_Decision):
    done = gettext_lazy("The register stays as it was.")

    def perform(self, note):
        refuse_proposal(self.object, actor=self.request.user)
