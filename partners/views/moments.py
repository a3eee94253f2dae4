"""How a partner, or an assessment, was at two moments, and what differs in a partner put back."""

from django.urls import reverse

from core.moments.restoring import seen_at_of
from core.views.moment_rows import PortalRestoreRowView
from core.views.moments import PortalCompareView, PortalRestoreView
from partners.forms import InstitutionForm
from partners.history_story import ASSESSMENT_STORY, INSTITUTION_STORY, INSTITUTION_STORY_WITH_CONTACTS
from partners.places import with_point
from partners.restoring import KEEPERS
from partners.services import update_institution
from partners.views.assessments import AssessmentPage
from partners.views.details import InstitutionPage

CHANGE = "partners.change_institution"


class InstitutionMoments:
    """What comparing and putting back share."""

    frame = "partners/institution_page.html"
    panel_page = ""
    object_right = "partners.view_history"
    keepers = KEEPERS

    @property
    def story(self):
        sees_contacts = self.request.user.has_perm("partners.view_contact")
        return INSTITUTION_STORY_WITH_CONTACTS if sees_contacts else INSTITUTION_STORY

    def compare_url(self):
        return reverse("partners:institution_compare", args=[self.object.pk])

    def restore_url(self):
        return reverse("partners:institution_restore", args=[self.object.pk])

    def restore_row_url(self):
        return reverse("partners:institution_restore_row", args=[self.object.pk])


class InstitutionCompareView(InstitutionMoments, InstitutionPage, PortalCompareView):
    def restorable(self):
        may_change = self.request.user.has_perm(CHANGE, self.object)
        return set(InstitutionForm(instance=self.object).fields) if may_change else None


class InstitutionRestoreView(InstitutionMoments, InstitutionPage, PortalRestoreView):
    object_right = CHANGE

    def form(self, data=None):
        return InstitutionForm(data, instance=self.object)

    def perform(self, form):
        values = with_point(form.values(), known=self.object)
        seen_at = seen_at_of(self.request.POST)
        return update_institution(self.object, actor=self.request.user, seen_at=seen_at, **values)


class InstitutionRestoreRowView(InstitutionMoments, InstitutionPage, PortalRestoreRowView):
    object_right = CHANGE


class AssessmentCompareView(AssessmentPage, PortalCompareView):
    frame = "partners/assessment_base.html"
    story = ASSESSMENT_STORY
