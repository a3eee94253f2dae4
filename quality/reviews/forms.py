"""The forms of an external review."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm, PortalModelForm
from quality.enums import FindingKind
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


class GroupsForm(PortalForm):
    because = forms.CharField(
        label=_("The reason"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "An external review meets management, staff, students and reviewers. Left empty, all are to be met."
        ),
    )


class YearLaterForm(PortalForm):
    """The texts after one year: ``text`` for the review, ``finding_<key>`` for each finding that asked for action."""

    on = forms.DateField(label=_("Written on"), required=False, help_text=_("Left empty: today."))
    text = forms.CharField(
        label=_("The review as a whole"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 8})
    )

    def __init__(self, *args, follow_up, **kwargs):
        super().__init__(*args, **kwargs)
        review = getattr(follow_up, "review", None)
        self.fields["text"].initial = review.year_later if review else ""
        self.fields["on"].initial = review.year_later_on if review else None
        self.asking = follow_up.findings.filter(kind__in=FindingKind.asks_for_action).prefetch_related("actions")
        for finding in self.asking:
            self.fields[f"finding_{finding.pk}"] = forms.CharField(
                label=f"{finding.number}. {finding.text}",
                help_text=_states_of(finding),
                initial=finding.year_later,
                required=False,
                max_length=4000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def for_service(self) -> dict:
        given = self.cleaned_data
        findings = {finding.pk: given[f"finding_{finding.pk}"] for finding in self.asking}
        return {"text": given["text"], "on": given["on"], "findings": findings}


def _states_of(finding: Finding) -> str:
    """Where its actions stand, for who writes about them."""
    actions = [f"{action.title} ({action.get_state_display()})" for action in finding.actions.all()]
    return "; ".join(actions) or str(_("No action yet"))
