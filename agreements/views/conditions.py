"""The conditions of an agreement: who goes where, how many, in what."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.forms.conditions import ConditionForm, LanguageFormSet
from agreements.models import Agreement, Condition
from agreements.services.conditions import TERMS, remove_condition, save_condition
from agreements.term_names import starts_anew_words
from agreements.views.approving import AsksForAYes
from agreements.views.crumbs import crumbs_to
from core.views.actions import ActionView
from core.views.forms import PortalUpdateView

CHANGE = "agreements.change_agreement"


class ConditionPage(AsksForAYes, PortalUpdateView):
    """A form of a condition; ``object`` is its agreement, whose rights count."""

    model = Agreement
    object_right = CHANGE
    form_class = ConditionForm
    template_name = "agreements/condition_form.html"
    condition = None

    def get_form_kwargs(self):
        instance = self.condition or Condition(agreement=self.object)
        return {**super().get_form_kwargs(), "agreement": self.object, "instance": instance}

    def get_languages(self):
        rows = self.condition.languages.all() if self.condition else ()
        initial = [{"language": row.language_id, "level": row.level, "isced_field": row.isced_field_id} for row in rows]
        return LanguageFormSet(self.request.POST or None, prefix="language", initial=initial)

    def form_valid(self, form):
        self.languages = self.get_languages()
        return super().form_valid(form) if self.languages.is_valid() else self.form_invalid(form)

    def perform(self, form):
        about = {"condition": self.condition, "both_ways": form.is_both_ways}
        given = form.given(self.languages)
        self.with_a_yes(save_condition, self.object, actor=self.request.user, given=given, **about)
        return self.object

    def get_context_data(self, **kwargs):
        languages = getattr(self, "languages", None) or self.get_languages()
        return super().get_context_data(languages=languages, **kwargs)

    def crumbs(self):
        return crumbs_to(self.object)

    def cancel_url(self):
        return self.object.get_absolute_url()


class ConditionCreateView(ConditionPage):
    title = gettext_lazy("New condition")
    submit_label = gettext_lazy("Add condition")
    done = gettext_lazy("The condition is added.")


class ConditionUpdateView(ConditionPage):
    title = gettext_lazy("Change the condition")
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("The condition is changed.")

    def get_object(self, queryset=None):
        agreement = super().get_object(queryset)
        self.condition = get_object_or_404(agreement.conditions, pk=self.kwargs["condition"])
        return agreement


class ConditionRemoveView(ActionView):
    model = Agreement
    object_right = CHANGE
    needs_confirmation = True
    is_dangerous = True
    submit_label = gettext_lazy("Remove")
    done = gettext_lazy("The condition is removed.")

    def prepare(self):
        self.condition = get_object_or_404(self.object.conditions, pk=self.kwargs["condition"])
        self.title = _("Remove the condition “%(condition)s”?") % {"condition": self.condition}
        if self.object.is_being_approved:
            self.explanation = starts_anew_words(TERMS)

    def perform(self, note):
        """The page that asked has said that the approval starts anew."""
        remove_condition(self.condition, actor=self.request.user, starts_approval_anew=True)
