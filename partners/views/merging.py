"""Merging two partners: choose the other one, compare, see what moves, merge; and taking it back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView

from core.views.actions import ActionView
from core.views.details import ObjectPage
from core.views.forms import PortalFormView
from partners.dependants import dependants
from partners.forms.merging import MergeForm
from partners.merge_fields import compare
from partners.merge_plan import plan_merge, refusals
from partners.models import Institution, Merge, PossibleDuplicate
from partners.selectors import called, similar_to
from partners.services.merging import MERGE, merge_institutions, undo_merge
from partners.similar_facts import Asked
from partners.undoing import obstacles
from partners.views.merged import MergedLeadsOn

LONGEST_QUERY = 200


def crumbs_of(institution: Institution) -> list[dict]:
    return [
        {"label": _("Partners"), "url": reverse("partners:institution_list")},
        {"label": institution.name, "url": institution.get_absolute_url()},
    ]


class MergeChoiceView(MergedLeadsOn, ObjectPage, DetailView):
    """With which other partner: those that look alike first, else what is searched."""

    model = Institution
    right = MERGE
    context_object_name = "partner"
    template_name = "partners/merge_choice.html"

    def get_context_data(self, **kwargs):
        text = self.request.GET.get("q", "").strip()[:LONGEST_QUERY]
        return super().get_context_data(
            title=_("Merge %(name)s with another") % {"name": self.object},
            crumbs=crumbs_of(self.object),
            pairs=PossibleDuplicate.objects.waiting().of(self.object).for_list(),
            query=text,
            found=self._found(text) if text else [],
            **kwargs,
        )

    def _found(self, text: str) -> list[Institution]:
        similar = [found.institution for found in similar_to(Asked(names=(text,)), most=10)]
        return [one for one in dict.fromkeys([*called(text), *similar]) if one.pk != self.object.pk]


class MergeView(PortalFormView):
    """The two side by side: the first of the address stays. What would happen is worked out, and shown, before."""

    right = MERGE
    form_class = MergeForm
    template_name = "partners/merge.html"
    submit_label = gettext_lazy("Merge the two")

    @cached_property
    def survivor(self) -> Institution:
        return self._one("pk")

    @cached_property
    def absorbed(self) -> Institution:
        return self._one("other")

    def _one(self, name: str) -> Institution:
        rows = Institution.objects.with_merged_visible_to(self.request.user)
        return get_object_or_404(rows.select_related("country", "merged_into"), pk=self.kwargs[name])

    @cached_property
    def plan(self):
        return plan_merge(self.survivor, self.absorbed)

    @cached_property
    def differing_and_same(self):
        return compare(self.survivor, self.absorbed)

    @property
    def title(self):
        return _("Merge two partners")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"differing": self.differing_and_same[0]}

    def get_initial(self):
        return {"mark": self.plan.mark}

    def get_context_data(self, **kwargs):
        reasons = list(refusals(self.survivor, self.absorbed))
        return super().get_context_data(
            survivor=self.survivor,
            absorbed=self.absorbed,
            same=self.differing_and_same[1],
            refusals=reasons,
            plan=None if reasons else self.plan,
            other_way_url=reverse("partners:merge", args=[self.absorbed.pk, self.survivor.pk]),
            pair=PossibleDuplicate.objects.between(self.survivor, self.absorbed).first(),
            **kwargs,
        )

    def perform(self, form):
        given = {"choices": form.choices(), "reason": form.cleaned_data["reason"], "mark": form.cleaned_data["mark"]}
        return merge_institutions(self.survivor, self.absorbed, actor=self.request.user, **given)

    def form_invalid(self, form):
        """What is shown again is the plan as it is now, and what is agreed to next."""
        for name in ("survivor", "absorbed", "plan", "differing_and_same"):
            self.__dict__.pop(name, None)
        form.data = form.data.copy()
        form.data["mark"] = self.plan.mark
        return super().form_invalid(form)

    def success_url_for(self, written):
        words = {"name": written.absorbed_name}
        messages.success(self.request, _("“%(name)s” is merged; it can be undone for 30 days.") % words)
        return written.get_absolute_url()

    def cancel_url(self):
        return self.survivor.get_absolute_url()

    def crumbs(self):
        return crumbs_of(self.survivor)


class MergePage(ObjectPage):
    """A merger: for those who read partners' history."""

    model = Merge
    right = "partners.view_history"

    def get_queryset(self):
        return super().get_queryset().select_related("survivor__country", "absorbed", "made_by", "undone_by")


class MergeDetailView(MergePage, DetailView):
    """What a merger did, and whether it can be undone."""

    template_name = "partners/merge_detail.html"
    context_object_name = "merge"

    def get_context_data(self, **kwargs):
        merge, user = self.object, self.request.user
        may_undo = user.has_perm(MERGE) and merge.is_in_time
        return super().get_context_data(
            crumbs=crumbs_of(merge.survivor),
            may_undo=may_undo,
            obstacles=obstacles(merge) if may_undo else [],
            counted=_counted(merge),
            **kwargs,
        )


def _counted(merge: Merge) -> list[str]:
    """What moved, in words: "3 contacts"; nothing once the steps are forgotten."""
    own = {"model": Institution._meta.label_lower, "object_id__in": [merge.survivor_id, merge.absorbed_id]}
    steps = list(merge.steps.exclude(**own).values_list("model", "object_id", "before"))
    told = []
    for dependant in dependants():
        columns = {f"{name}_id" for name in dependant.fields} | set(dependant.fields)
        label = dependant.model._meta.label_lower
        rows = {key for model, key, before in steps if model == label and columns & set(before)}
        if rows and dependant.is_told and not dependant.stays:
            told.append(dependant.words(len(rows)))
    return told


class MergeUndoView(MergePage, ActionView):
    object_right = MERGE
    needs_note = True
    is_dangerous = True
    submit_label = gettext_lazy("Undo the merger")
    explanation = gettext_lazy(
        "The two become two again, as they were. What was entered for the one that stayed since then stays with it."
    )
    done = gettext_lazy("The two are two again.")

    @property
    def title(self):
        return _("Undo the merger of %(name)s?") % {"name": self.object.absorbed_name}

    def refusal(self):
        return " ".join(obstacles(self.object))

    def perform(self, note):
        undo_merge(self.object, actor=self.request.user, reason=note)
