"""The questionnaire about a partner, the decision on it, and setting a restriction aside."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Unit
from core.forms import PortalForm, PortalModelForm
from partners.enums import Concern, Outcome, QuestionGroup, RiskLevel
from partners.models import Assessment, AssessmentQuestion
from partners.services.assessments import AnswerValues
from partners.workflow import ASSESS

LONGEST_ANSWER = 5000
LONGEST_REASON = 2000


class AssessmentForm(PortalModelForm):
    """What it is for, an answer to each question asked today, the level. A draft may be saved with gaps."""

    level = forms.ChoiceField(
        label=gettext_lazy("Level of risk"),
        choices=[("", gettext_lazy("As the answers suggest")), *RiskLevel.choices],
        required=False,
        help_text=gettext_lazy("It says who decides and for how long."),
    )

    class Meta:
        model = Assessment
        fields = ["unit", "occasion", "level", "level_reason"]
        widgets = {"level_reason": forms.Textarea(attrs={"rows": 2})}
        labels = {"unit": gettext_lazy("For which unit")}
        help_texts = {
            "occasion": gettext_lazy("In a few words: “Student exchange in computing from 2027”."),
            "level_reason": gettext_lazy("Only where you choose a lower level than the answers suggest."),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        units = Unit.objects.where(user, ASSESS).filter(is_active=True).order_by("path")
        self.fields["unit"].queryset = units
        if not self.instance.pk and units.count() == 1:
            self.initial["unit"] = units.get()
        self.questions = list(AssessmentQuestion.objects.filter(is_active=True))
        self._add_questions()

    def _add_questions(self):
        given = {answer.question_id: answer for answer in self.instance.answers.all()} if self.instance.pk else {}
        for question in self.questions:
            answer = given.get(question.pk)
            self.fields[f"concern-{question.pk}"] = forms.ChoiceField(
                label=str(question),
                help_text=question.wording,
                choices=Concern.choices,
                required=False,
                widget=forms.RadioSelect,
                initial=answer.concern if answer else "",
            )
            self.fields[f"text-{question.pk}"] = forms.CharField(
                label=_("%(question)s, in words") % {"question": question},
                required=False,
                max_length=LONGEST_ANSWER,
                widget=forms.Textarea(attrs={"rows": 2}),
                initial=answer.text if answer else "",
            )

    @property
    def fieldsets(self):
        """The questions under their headings, between what it is for and what comes of it."""
        names = {group: [] for group in QuestionGroup}
        for question in self.questions:
            names[question.group] += [f"concern-{question.pk}", f"text-{question.pk}"]
        return [
            (_("The assessment"), ["unit", "occasion"]),
            *((group.label, names[group]) for group in QuestionGroup),
            (_("What it comes to"), ["level", "level_reason"]),
        ]

    def values(self) -> dict:
        """What ``partners.services.assessments`` takes: the fields, and ``answers`` by key of the question."""
        values = super().values()
        answers = {
            question.pk: AnswerValues(values.pop(f"concern-{question.pk}"), values.pop(f"text-{question.pk}").strip())
            for question in self.questions
        }
        return values | {"answers": answers}


class DecisionForm(PortalForm):
    """A word about a decision; which words are needed follows from the ``outcome``."""

    conditions = forms.CharField(
        label=gettext_lazy("Conditions"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("What must be kept to, so that the cooperation can go on."),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("It is kept with the decision, for those who may read the assessment."),
    )

    def __init__(self, *args, outcome: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].required = outcome == Outcome.DECLINED
        if outcome != Outcome.CONDITIONS:
            del self.fields["conditions"]


class SetAsideForm(PortalForm):
    """Why a restriction does not hold one partner back, and for how long."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Everyone who reads about the partner sees it, with your name and the day."),
    )
    until = forms.DateField(
        label=gettext_lazy("Until"), required=False, help_text=gettext_lazy("Empty: until it is taken back.")
    )
