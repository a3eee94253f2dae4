"""The tab "Due diligence" of a partner, and setting a restriction aside there."""

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views.actions import ActionView
from core.views.forms import PortalUpdateView
from partners.due_diligence import sources_of, standing_of
from partners.forms import SetAsideForm
from partners.models import Assessment, Institution, SetAside
from partners.services.restrictions import SET_ASIDE, end_set_aside, set_aside
from partners.views.assessments import crumbs_of
from partners.views.details import InstitutionPage
from partners.workflow import ASSESS


class DueDiligenceView(InstitutionPage):
    """Status and public reasons for everyone; assessments for those who may read their answers."""

    template_name = "partners/institution_due_diligence.html"
    tab = "due_diligence"
    panel_page = ""

    def get_context_data(self, **kwargs):
        user = self.request.user
        visible = Assessment.objects.visible_to(user).filter(institution=self.object)
        context = super().get_context_data(
            assessments=visible.for_list(),
            set_asides=SetAside.objects.visible_to(user)
            .filter(institution=self.object)
            .select_related("set_by", "signal__country", "named__named_list"),
            may_read=user.has_perm("partners.view_assessment"),
            may_set_aside=user.has_perm(SET_ASIDE),
            **kwargs,
        )
        standing = context["standing"]
        context["may_start"] = user.has_perm(ASSESS) and standing.under_way is None and not self.object.is_home
        context["has_others"] = bool(standing.assessment or standing.under_way)
        context["sources"] = sources_of(standing)
        return context


class SetAsideView(PortalUpdateView):
    """``/partners/7/restrictions/signal/3/set-aside/``: one restriction of one partner."""

    model = Institution
    context_object_name = "partner"
    right = "partners.view_institution"
    object_right = SET_ASIDE
    form_class = SetAsideForm
    takes_instance = False
    template_name = "partners/restriction_set_aside.html"
    submit_label = gettext_lazy("Set it aside")
    done = gettext_lazy("The restriction does not hold this partner back now.")

    @cached_property
    def restriction(self):
        kind, key = self.kwargs["kind"], self.kwargs["key"]
        for restriction in standing_of(self.object).restrictions:
            if (restriction.kind, restriction.key) == (kind, key):
                return restriction
        raise Http404

    @property
    def title(self):
        return _("Set a restriction of %(partner)s aside") % {"partner": self.object}

    def get_context_data(self, **kwargs):
        return super().get_context_data(restriction=self.restriction, **kwargs)

    def perform(self, form):
        return set_aside(self.object, self.restriction, actor=self.request.user, **form.cleaned_data)

    def cancel_url(self):
        return self.object.due_diligence_url

    def crumbs(self):
        return crumbs_of(self.object)


class SetAsideEndView(ActionView):
    model = SetAside
    right = "partners.view_institution"
    object_right = SET_ASIDE
    needs_confirmation = True
    title = gettext_lazy("Let the restriction hold again?")
    explanation = gettext_lazy("History keeps that it was set aside, and why.")
    submit_label = gettext_lazy("Let it hold again")
    done = gettext_lazy("The restriction holds again.")

    def get_queryset(self):
        return super().get_queryset().select_related("institution")

    def perform(self, note):
        end_set_aside(self.object, actor=self.request.user)
