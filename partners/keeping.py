"""What a person keeps in this room: assessments they have begun. Decisions about others' come by role."""

from django.db.models import Count
from django.utils.translation import gettext_lazy, ngettext

from core.keeping import KeptRow, KeptThings, Place, register
from partners.enums import AssessmentState
from partners.models import Assessment
from partners.services.handing_over import hand_over_assessments
from partners.workflow import ASSESS


class KeptAssessments(KeptThings):
    """Drafts of assessments; the date of one that holds is handed over as a date."""

    name = "partners.assessments"
    label = gettext_lazy("Drafts of assessments")
    order = 40
    right = ASSESS

    def words(self, count):
        return ngettext("%(count)d draft of an assessment", "%(count)d drafts of assessments", count) % {"count": count}

    def rows(self, person, actor):
        found = Assessment.objects.editable_by(actor).filter(assessor=person).select_related("institution", "unit")
        return [self._row(each) for each in found.order_by("unit__path", "pk")]

    def counts(self, people=None):
        found = Assessment.objects.filter(state=AssessmentState.DRAFT, assessor__isnull=False).order_by()
        found = found if people is None else found.filter(assessor__in=people)
        return dict(found.values_list("assessor").annotate(Count("pk")))

    def hand_over(self, keys, *, person, to, actor, note=""):
        problems = hand_over_assessments([int(key) for key in keys], person=person, to=to, actor=actor, note=note)
        return {str(key): problem for key, problem in problems.items()}

    @staticmethod
    def _row(assessment) -> KeptRow:
        unit = assessment.unit
        place = Place(unit.path, str(unit))
        return KeptRow(str(assessment.pk), str(assessment), assessment.get_absolute_url(), place=place)


register(KeptAssessments())
