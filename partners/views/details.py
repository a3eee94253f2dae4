"""The page of one institution: overview, contacts, history."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.views.details import PortalDetailView, PortalHistoryView, Tab
from partners.due_diligence import standing_of
from partners.history_story import INSTITUTION_STORY, INSTITUTION_STORY_WITH_CONTACTS
from partners.models import Contact, FactsheetProposal, Institution, Merge, PartnerMail
from partners.views.merged import MergedLeadsOn


class InstitutionPage(MergedLeadsOn, PortalDetailView):
    """What every tab of an institution shows above itself."""

    model = Institution
    right = "partners.view_institution"
    panel_page = "partners.institution"
    context_object_name = "partner"  # "institution" is whose portal this is, in every template

    def get_queryset(self):
        return super().get_queryset().select_related("country", "succeeded_by")

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            standing=standing_of(self.object),
            may_change=user.has_perm("partners.change_institution"),
            may_merge=user.has_perm("partners.merge_institution"),
            crumbs=[{"label": _("Partners"), "url": reverse("partners:institution_list")}],
            **kwargs,
        )

    def tabs(self):
        user = self.request.user
        tabs = [self._tab("overview", _("Overview"), "institution_detail")]
        if not self.object.is_home:
            tabs.append(self._tab("due_diligence", _("Due diligence"), "institution_due_diligence"))
        if user.has_perm("partners.view_contact"):
            contacts = Contact.objects.visible_to(user).filter(institution=self.object).current().count()
            tabs.append(self._tab("contacts", _("Contacts"), "institution_contacts", contacts))
            if not self.object.is_home:
                waiting = FactsheetProposal.objects.visible_to(user).filter(institution=self.object).waiting().count()
                tabs.append(self._tab("factsheet", _("Factsheet"), "institution_factsheet", waiting or None))
            mails = PartnerMail.objects.visible_to(user).filter(institution=self.object).count()
            tabs.append(self._tab("correspondence", _("Correspondence"), "institution_correspondence", mails))
        if user.has_perm("partners.view_history"):
            tabs.append(self._tab("history", _("History"), "institution_history"))
        return tabs

    def _tab(self, name, label, url_name, count=None) -> Tab:
        url = reverse(f"partners:{url_name}", args=[self.object.pk])
        return Tab(name, label, url, count, is_current=name == self.tab)


class InstitutionDetailView(InstitutionPage):
    template_name = "partners/institution_detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            aliases=self.object.aliases.all(),
            taggings=self.object.taggings.select_related("tag"),
            former_codes=self.object.former_codes.all(),
            mergers=Merge.objects.visible_to(self.request.user).standing().filter(survivor=self.object),
            predecessors=Institution.objects.visible_to(self.request.user).filter(succeeded_by=self.object),
            **kwargs,
        )


class InstitutionContactsView(InstitutionPage):
    template_name = "partners/institution_contacts.html"
    tab = "contacts"
    panel_page = ""
    object_right = "partners.view_contact"

    def get_context_data(self, **kwargs):
        contacts = Contact.objects.visible_to(self.request.user).filter(institution=self.object)
        return super().get_context_data(contacts=contacts.order_by("valid_to", "name"), **kwargs)


class InstitutionHistoryView(InstitutionPage, PortalHistoryView):
    template_name = "partners/institution_history.html"
    tab = "history"
    panel_page = ""
    object_right = "partners.view_history"

    def get_queryset(self):
        """Of a merged one too: what happened to it is its own."""
        rows = Institution.objects.with_merged_visible_to(self.request.user)
        return rows.select_related("country", "succeeded_by", "merged_into")

    @property
    def story(self):
        sees_contacts = self.request.user.has_perm("partners.view_contact")
        return INSTITUTION_STORY_WITH_CONTACTS if sees_contacts else INSTITUTION_STORY

    def compare_url(self):
        return reverse("partners:institution_compare", args=[self.object.pk])
