"""What a report of each kind is asked about."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from core.forms import PortalForm
from insights.enums import ReportKind, Rhythm
from insights.kpis.keeping import years_kept
from networks.forms.institutions import BETWEEN, InstitutionField
from partners.models import Institution
from reference.academic_years import AcademicYear
from reference.models import Country


class ReportForm(PortalForm):
    """``subject_key`` and ``year`` are what the service is told, once the form is valid."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["rhythm"] = forms.ChoiceField(
            label=_("And again"),
            choices=[("", _("No, once")), *Rhythm.choices],
            required=False,
            help_text=_("A mail with its address says when it is ready. A report of a year is of the year under way."),
        )

    @staticmethod
    def shown(subject):
        """What the field of the subject is filled in with."""
        return subject

    @property
    def subject_key(self) -> str:
        subject = self.cleaned_data.get("subject")
        return str(subject.pk) if subject else ""

    @property
    def year(self) -> int | None:
        return self.cleaned_data.get("year")


class DossierForm(ReportForm):
    subject = InstitutionField(label=_("Partner"), help_text=_("Its name or its Erasmus code."))

    @staticmethod
    def shown(subject):
        return BETWEEN.join(filter(None, [subject.name, subject.erasmus_code]))

    def clean_subject(self):
        """Only what the person may read; the register is open to all of the staff."""
        subject = self.cleaned_data["subject"]
        if subject and not Institution.objects.visible_to(self.user).filter(pk=subject.pk).exists():
            raise forms.ValidationError(_("This partner is not in the register any more."))
        return subject


class AnnualForm(ReportForm):
    subject = forms.ModelChoiceField(
        Unit.objects.filter(is_active=True).order_by("path"),
        label=_("Unit"),
        help_text=_("With everything below it."),
    )
    year = forms.TypedChoiceField(label=_("Academic year"), coerce=int)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(AcademicYear(year))) for year in reversed(years_kept())]


class CountryForm(ReportForm):
    subject = forms.ModelChoiceField(Country.objects.none(), label=_("Country"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["subject"].queryset = Country.objects.by_name()


class RegisterForm(ReportForm):
    """Nothing is asked: it is about everything."""


FORMS: dict[str, type[ReportForm]] = {
    ReportKind.DOSSIER: DossierForm,
    ReportKind.ANNUAL: AnnualForm,
    ReportKind.COUNTRY: CountryForm,
    ReportKind.REGISTER: RegisterForm,
}
