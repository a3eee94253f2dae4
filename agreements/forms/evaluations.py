"""The evaluation of an agreement: an answer to each question, a recommendation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.enums import Recommendation
from agreements.models import Evaluation
from core.forms import PortalForm

LONGEST = 5000
PREFIX = "answer-"


class EvaluationForm(PortalForm):
    """Nothing is required of it: what is missing is said by the service when it is submitted."""

    def __init__(self, *args, evaluation: Evaluation, **kwargs):
        super().__init__(*args, **kwargs)
        self.answers = list(evaluation.answers.all())
        for answer in self.answers:
            self.fields[f"{PREFIX}{answer.question_id}"] = forms.CharField(
                label=answer.wording,
                required=False,
                max_length=LONGEST,
                initial=answer.text,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        self.fields["recommendation"] = forms.ChoiceField(
            label=_("What do you recommend?"),
            required=False,
            choices=[("", _("Not decided yet")), *Recommendation.choices],
            initial=evaluation.recommendation,
        )
        self.fields["remarks"] = forms.CharField(
            label=_("What else the office should know"),
            required=False,
            max_length=LONGEST,
            initial=evaluation.remarks,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def given(self) -> dict:
        """What the service takes, as ``write_evaluation`` names it."""
        answers = {row.question_id: self.cleaned_data[f"{PREFIX}{row.question_id}"] for row in self.answers}
        rest = {name: self.cleaned_data[name] for name in ("recommendation", "remarks")}
        return {"answers": answers, **rest}

    def refuse(self, error):
        """The service names questions by their codes; here their fields have a prefix."""
        if hasattr(error, "error_dict"):
            codes = {row.question_id for row in self.answers}
            error.error_dict = {
                f"{PREFIX}{name}" if name in codes else name: errors for name, errors in error.error_dict.items()
            }
        super().refuse(error)
