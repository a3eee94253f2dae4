"""The form of a call: its one deadline, what it asks for, what it pays."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation.calls.services import Closing, PriorityValues
from cooperation.models import FundingCall
from cooperation.proposals.enums import PriorityKind
from core.forms import PortalModelForm
from reference.time_zones import check_time_zone

CLOSING = ("action", "call_year", "round", "due_on", "due_time", "time_zone", "is_verified", "source")
LONGEST_TITLE = 200


class LinesField(forms.CharField):
    """One entry a line; empty lines and repetitions are left out."""

    widget = forms.Textarea(attrs={"rows": 5})

    def to_python(self, value):
        lines = [" ".join(line.split()) for line in super().to_python(value).splitlines()]
        return list(dict.fromkeys(filter(None, lines)))

    def clean(self, value):
        lines = super().clean(value)
        if any(len(line) > LONGEST_TITLE for line in lines):
            raise ValidationError(_("A line has at most %(most)d characters.") % {"most": LONGEST_TITLE})
        return lines


class CallForm(PortalModelForm):
    """A call with its deadline; both are written by one service."""

    action = forms.CharField(label=gettext_lazy("Action"), max_length=40, initial="KA220-HED")
    call_year = forms.IntegerField(label=gettext_lazy("Call year"), min_value=2014, max_value=2100)
    round = forms.IntegerField(label=gettext_lazy("Round"), min_value=1, max_value=20, initial=1)
    due_on = forms.DateField(label=gettext_lazy("Closes on"))
    due_time = forms.TimeField(
        label=gettext_lazy("at"), initial="12:00", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    time_zone = forms.CharField(
        label=gettext_lazy("on a clock in"), max_length=40, initial="Europe/Brussels", validators=[check_time_zone]
    )
    is_verified = forms.BooleanField(
        label=gettext_lazy("The deadline stands in the call itself"), required=False, initial=True
    )
    source = forms.CharField(label=gettext_lazy("Where it stands"), max_length=250, required=False)
    lump_sums = forms.CharField(
        label=gettext_lazy("Lump sums (euro)"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("With commas between them: 120 000, 250 000, 400 000."),
    )
    link = forms.URLField(label=gettext_lazy("Its page"), required=False, max_length=500, assume_scheme="https")
    horizontal = LinesField(
        label=gettext_lazy("Horizontal priorities"), required=False, help_text=gettext_lazy("One a line.")
    )
    field = LinesField(
        label=gettext_lazy("Priorities of the field"), required=False, help_text=gettext_lazy("One a line.")
    )

    class Meta:
        model = FundingCall
        fields = (
            "title", "lump_sums", "least_organisations", "least_countries", "shortest_months", "longest_months",
            "abstract_days_before", "draft_days_before", "contact", "link", "remarks",
        )  # fmt: skip
        widgets = {"remarks": forms.Textarea(attrs={"rows": 3})}

    fieldsets = [
        (gettext_lazy("The call"), ["title", "action", "call_year", "round", "link", "contact"]),
        (gettext_lazy("When it closes"), ["due_on", "due_time", "time_zone", "is_verified", "source"]),
        (gettext_lazy("Inside the house"), ["abstract_days_before", "draft_days_before"]),
        (
            gettext_lazy("What it asks for"),
            ["least_organisations", "least_countries", "shortest_months", "longest_months", "lump_sums"],
        ),
        (gettext_lazy("Priorities"), ["horizontal", "field"]),
        (gettext_lazy("Remarks"), ["remarks"]),
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["abstract_days_before"].help_text = gettext_lazy(
            "Counted back from the deadline, to the working day before where that day is off."
        )
        if self.instance.pk:
            self._show(self.instance)
        else:
            self.fields["call_year"].initial = timezone.localdate().year + 1

    def _show(self, call: FundingCall):
        self.initial |= {name: getattr(call.deadline, name) for name in CLOSING}
        self.initial["lump_sums"] = ", ".join(str(amount) for amount in call.lump_sums)
        for kind in PriorityKind:
            titles = [row.title for row in call.priorities.all() if row.kind == kind]
            self.initial[kind.value] = "\n".join(titles)

    def clean_lump_sums(self) -> list[int]:
        parts = [re.sub(r"\s", "", part) for part in re.split(r"[,;\n]", self.cleaned_data["lump_sums"])]
        amounts = list(filter(None, parts))
        if not all(amount.isascii() and amount.isdigit() and len(amount) <= 9 for amount in amounts):
            raise ValidationError(_("Write whole amounts with commas between them."))
        return sorted({int(amount) for amount in amounts})

    def values(self) -> dict:
        given = super().values()
        closing = Closing(**{name: given.pop(name) for name in CLOSING})
        priorities = [PriorityValues(kind.value, title) for kind in PriorityKind for title in given.pop(kind.value)]
        return {**given, "closing": closing, "priorities": priorities}
