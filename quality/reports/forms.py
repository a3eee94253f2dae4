"""What people fill in for a quality report."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import PortalModelForm
from quality.models import QualityReport, ReportBlock
from reference.academic_years import AcademicYear

YEARS_AHEAD, YEARS_BACK = 1, 5


class ReportForm(PortalModelForm):
    """A report; the year of one that is begun is not changed."""

    fieldsets = [
        (_("Which year"), ["academic_year", "title_en", "title_sv"]),
        (_("Who and by when"), ["kept_by", "due_on"]),
    ]

    class Meta:
        model = QualityReport
        fields = ["academic_year", "title_en", "title_sv", "kept_by", "due_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kept_by"].queryset = User.objects.active().with_role("quality_officer").order_by("name")
        if self.instance.pk:
            del self.fields["academic_year"]
            return
        now = AcademicYear.current().first_year
        years = range(now + YEARS_AHEAD, now - YEARS_BACK - 1, -1)
        self.fields["academic_year"] = forms.TypedChoiceField(
            label=_("Academic year"),
            coerce=int,
            choices=[(year, str(AcademicYear(year))) for year in years],
        )


class TextForm(PortalModelForm):
    """One text of a report."""

    class Meta:
        model = ReportBlock
        fields = ["area", "heading", "body"]
        widgets = {"body": forms.Textarea(attrs={"rows": 16})}
        help_texts = {
            "body": _("Markdown: headings, lists, links. Figures, findings and actions come by themselves."),
            "area": _("Left empty, it stands in the chapter about the year as a whole."),
        }
