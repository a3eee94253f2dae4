from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from mobility.models import ReportQuestion
from mobility.reports.answering import Said

RATINGS = [("1", _("1, bad")), ("2", "2"), ("3", "3"), ("4", "4"), ("5", _("5, very good")), ("", _("No answer"))]


class ReportForm(PortalForm):
    """One field for each question, none of which must be answered."""

    may_be_shown = forms.BooleanField(
        label=_("My answers may be shown to others, without my name"),
        required=False,
        help_text=_("A person of the office reads them first. Ratings are shown only as a mean of three or more."),
    )

    def __init__(self, *args, questions: list[ReportQuestion], **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = {f"question-{question.pk}": question for question in questions}
        consent = self.fields.pop("may_be_shown")
        for name, question in self.questions.items():
            self.fields[name] = _rating(question) if question.is_rating else _words(question)
        self.fields["may_be_shown"] = consent

    def said(self) -> list[Said]:
        return [
            Said(question, rating=int(value) if question.is_rating and value else None, text=_text(question, value))
            for name, question in self.questions.items()
            for value in [self.cleaned_data.get(name, "")]
        ]


class RatingField(forms.ChoiceField):
    """A number from 1 to 5, or none; the template draws it as a row of buttons."""

    is_rating = True
    widget = forms.RadioSelect


def _rating(question: ReportQuestion) -> forms.Field:
    return RatingField(label=question.wording, choices=RATINGS, required=False)


def _words(question: ReportQuestion) -> forms.Field:
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=question.wording, required=False, max_length=3000, widget=area)


def _text(question: ReportQuestion, value: str) -> str:
    return "" if question.is_rating else value
