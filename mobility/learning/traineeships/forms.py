"""The form of a traineeship in the order of the Commission's, and its certificate."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalModelForm
from mobility.learning.traineeships.changes import signed_before
from mobility.learning.traineeships.sections import HOME, HOST, INSURANCE, MENTOR, ORGANISATION, PROGRAMME
from mobility.models import Traineeship, TraineeshipResult

LONG = ("tasks", "outcomes", "monitoring", "evaluation")


class TraineeshipForm(PortalModelForm):
    """Nothing but the organisation is required while one writes; what is missing is said before anybody signs."""

    website = forms.URLField(label=_("Website"), required=False, max_length=300, assume_scheme="https")
    fieldsets = [
        (_("The receiving organisation"), list(ORGANISATION)),
        (_("The mentor there"), list(MENTOR)),
        (_("Table A: programme of the traineeship"), list(PROGRAMME)),
        (_("Table B: what the sending institution undertakes"), list(HOME)),
        (_("Table C: what the receiving organisation undertakes"), list(HOST)),
        (_("Insurance of the trainee"), list(INSURANCE)),
        (_("The change"), ["change_reason", "change_words"]),
    ]

    class Meta:
        model = Traineeship
        fields = (*ORGANISATION, *MENTOR, *PROGRAMME, *HOME, *HOST, *INSURANCE, "change_reason", "change_words")
        widgets = dict.fromkeys(LONG, forms.Textarea(attrs={"rows": 4}))
        help_texts = {
            "tasks": _("Tasks and deliverables, with when they are due; the virtual part, too."),
            "monitoring": _("How and when trainee and mentor, and the sending institution, follow the work."),
            "evaluation": _("By which criteria the work is judged at the end."),
            "graded_by": _("Such as certificate, final report, interview. Empty where no grade is given."),
            "in_kind": _("Such as meals, housing, a ticket for the bus."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if signed_before(self.instance.version) is None:
            del self.fields["change_reason"], self.fields["change_words"]


class CertificateForm(PortalModelForm):
    """Table D, and what the sending institution makes of it."""

    class Meta:
        model = TraineeshipResult
        fields = (
            "certificate_on",
            "is_passed",
            "evaluation",
            "is_recognised",
            "ects_recognised",
            "not_recognised_because",
        )
        widgets = {"evaluation": forms.Textarea(attrs={"rows": 4})}
