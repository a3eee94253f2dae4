"""The forms of the catalogue: a process, a version of it, its steps."""

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import PortalForm, PortalModelForm
from quality.enums import Area, Assumed, ProcessKind, Standard, StepKind
from quality.models import Process, ProcessStep, ProcessVersion
from quality.models.processes import LONGEST_CYCLE
from reference.academic_years import AcademicYear

YEARS_BACK, YEARS_AHEAD = 10, 30
ROLES = ("responsible_role", "responsible_role_sv")


class YearField(forms.TypedChoiceField):
    """An academic year, chosen in words ("2026/27"); its value is the year it begins in."""

    def __init__(self, *, required=True, **kwargs):
        super().__init__(coerce=int, empty_value=None, required=required, **kwargs)
        this_year = AcademicYear.current().first_year
        years = range(this_year - YEARS_BACK, this_year + YEARS_AHEAD + 1)
        empty = [("", _("Choose one") if required else _("No end"))]
        self.choices = [*empty, *((year, str(AcademicYear(year))) for year in years)]


class ProcessVersionForm(PortalModelForm):
    """The facts of a version. Its cycle, years and units stand on a page of their own, which shows what they mean."""

    esg = forms.MultipleChoiceField(
        label=_("Standards of ESG 2015, part 1"),
        choices=Standard,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    assumed = forms.MultipleChoiceField(
        label=_("Assumed, not sourced"),
        choices=Assumed,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The pages say so beside these facts. Take the mark off when you have decided."),
    )

    fieldsets = [
        (_("What it is"), ["code", "area", "valid_from", "kind", "title_en", "title_sv", "purpose_en", "purpose_sv"]),
        (_("Who answers for it"), ["accountable_role", "accountable_role_sv", "accountable"]),
        (_("When"), ["period", "period_sv", "cycle_years"]),
        (_("Where it comes from"), ["esg", "assumed", "source", "remarks", "remarks_sv"]),
    ]

    class Meta:
        model = ProcessVersion
        fields = [
            *("kind", "title_en", "title_sv", "purpose_en", "purpose_sv", "accountable_role"),
            *("accountable_role_sv", "accountable", "period", "period_sv"),
            *("esg", "assumed", "source", "remarks", "remarks_sv"),
        ]
        widgets = {
            name: forms.Textarea(attrs={"rows": rows})
            for name, rows in (("purpose_en", 3), ("purpose_sv", 3), ("remarks", 4), ("remarks_sv", 4))
        }
        help_texts = {
            "accountable_role": _("The one role that answers for the process, whoever holds it."),
            "accountable": _("One person. Planned follow-ups for which nobody else was named pass to them."),
            "period": _("For example “autumn”, or “rolling plan”."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["accountable"].queryset = User.objects.filter(is_active=True).order_by("name")


class NewProcessForm(ProcessVersionForm):
    """A process of one's own, with its first version."""

    code = Process._meta.get_field("code").formfield(help_text=_("Short, as in QU-1; it is never used twice."))
    area = forms.ChoiceField(label=_("Area"), choices=Area)
    valid_from = YearField(label=_("Valid from the academic year"))
    cycle_years = ProcessVersion._meta.get_field("cycle_years").formfield(
        initial=1, min_value=1, max_value=LONGEST_CYCLE
    )

    def clean_code(self):
        code = self.cleaned_data["code"]
        if Process.objects.filter(code__iexact=code).exists():
            raise forms.ValidationError(_("There is a process with this code already."))
        return code


class NewVersionForm(ProcessVersionForm):
    """What is to hold from a later year on; all else is taken over."""

    valid_from = YearField(label=_("Valid from the academic year"))


class NothingBesideRows(PortalForm):
    """The form of a page that is a table alone: what is refused of the table as a whole is said above it."""


class StepRowForm(PortalForm):
    """One kind of step, and whether the process has it."""

    kind = forms.ChoiceField(choices=StepKind, widget=forms.HiddenInput)
    is_used = forms.BooleanField(label=_("Part of it"), required=False)
    offset_days = ProcessStep._meta.get_field("offset_days").formfield(
        required=False, label=_("Days after 1 September"), min_value=0, max_value=1500
    )
    responsible_role = ProcessStep._meta.get_field("responsible_role").formfield(required=False)
    responsible_role_sv = ProcessStep._meta.get_field("responsible_role_sv").formfield(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["is_used"].widget.attrs["class"] = "form-check-input"
        self.fields["offset_days"].widget.attrs["class"] = "form-control form-control-sm day-count"
        for name in ROLES:
            self.fields[name].widget.attrs["class"] = "form-control form-control-sm"

    @property
    def step(self) -> str:
        return str(StepKind(self.initial["kind"]).label)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("is_used") and cleaned.get("offset_days") is None and not self.errors.get("offset_days"):
            self.add_error("offset_days", _("Say when it is due."))
        return cleaned


class StepRows(BaseFormSet):
    def values(self) -> list[dict]:
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data["is_used"]]
        return [{name: row[name] for name in ("kind", "offset_days", *ROLES)} for row in rows]


StepFormSet = formset_factory(StepRowForm, formset=StepRows, extra=0, max_num=len(StepKind), absolute_max=20)


def step_rows(version: ProcessVersion, data=None) -> StepRows:
    """A row for each kind of step the version can have, in the order in which they follow each other."""
    present = {step.kind: step for step in version.steps.all()}
    kinds = [
        kind
        for kind in StepKind
        if version.kind == ProcessKind.EXTERNAL_REVIEW or kind not in StepKind.of_reviews_alone
    ]
    initial = []
    for kind in kinds:
        step = present.get(kind)
        facts = {name: getattr(step, name) for name in ("offset_days", *ROLES)} if step else {}
        initial.append({"kind": kind.value, "is_used": step is not None, **facts})
    return StepFormSet(data, initial=initial, prefix="step")
