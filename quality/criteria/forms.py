"""What the quality office fills in to define a criterion."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalModelForm
from quality.enums import ProcessKind
from quality.models import Criterion, ProcessVersion


class ReviewChoice(forms.ModelChoiceField):
    def label_from_instance(self, version):
        return f"{version} ({version.years[0]} –)"


class CriterionForm(PortalModelForm):
    """A question to a review; without a process it is asked in every one."""

    version = ReviewChoice(
        ProcessVersion.objects.filter(kind=ProcessKind.EXTERNAL_REVIEW).select_related("process"),
        label=_("Asked in the reviews of"),
        required=False,
        empty_label=_("Every external review"),
    )

    fieldsets = [
        (_("What it is called"), ["code", "name_en", "name_sv"]),
        (_("What is asked"), ["text_en", "text_sv"]),
        (_("Where it stands"), ["version", "position"]),
    ]

    class Meta:
        model = Criterion
        fields = ("code", "name_en", "name_sv", "text_en", "text_sv", "version", "position")
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("text_en", "text_sv")}
        help_texts = {
            "code": _("Short, without spaces, as in esg-1-3; it stands in addresses."),
            "position": _("Criteria follow each other by this number, the smallest first."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.instance.is_local:
            self.fields["code"].disabled = True
            self.fields["code"].help_text = _("It comes with the portal under this code.")
