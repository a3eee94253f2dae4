"""The forms of an external review."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm, PortalModelForm
from quality.models import Finding, Reviewer, SelfEvaluationSection


class ReviewerForm(PortalModelForm):
    class Meta:
        model = Reviewer
        fields = ("name", "email", "affiliation", "role")
        help_texts = {
            "email": _("The invitation goes to this address, and so does the account."),
            "affiliation": _("University, employer or student union. Never this university."),
        }


class AnswerForm(PortalForm):
    """What somebody who was invited answers: takes part, is partial, has no time."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        widget=forms.RadioSelect,
        choices=[
            ("accept", _("I take part, and I have no conflict of interest")),
            ("conflict", _("I have a conflict of interest, and take no part")),
            ("decline", _("I cannot take part")),
        ],
        error_messages={"required": _("Choose one of the three.")},
    )
    words = forms.CharField(
        label=_("The conflict of interest, if there is one"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For example: a position here in the last five years, a common project, family."),
    )


class SectionForm(PortalModelForm):
    class Meta:
        model = SelfEvaluationSection
        fields = ("text",)
        widgets = {"text": forms.Textarea(attrs={"rows": 16})}
        help_texts = {"text": _("In Markdown: an empty line begins a paragraph, “- ” a point of a list.")}


class ReviewersFindingForm(PortalModelForm):
    """A finding as its reviewer writes it; the answer is the university's."""

    class Meta:
        model = Finding
        fields = ("kind", "category", "criterion", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args, criteria, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["criterion"].queryset = criteria


class ReportForm(PortalForm):
    on = forms.DateField(label=_("Handed in on"), required=False, help_text=_("Left empty: today."))
    summary = forms.CharField(label=_("What it comes to"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 8}))
    file = forms.FileField(label=_("The report as a file"), required=False)


class ResponseForm(PortalForm):
    response = forms.CharField(
        label=_("The university’s answer as a whole"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 10})
    )
