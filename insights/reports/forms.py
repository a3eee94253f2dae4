"""What a report of each kind is asked about."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from insights.enums import ReportKind
from networks.forms.institutions import BETWEEN, InstitutionField
from partners.models import Institution


class ReportForm(PortalForm):
    """``subject_key`` and ``year`` are what the service is told, once the form is valid."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

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


FORMS: dict[str, type[ReportForm]] = {ReportKind.DOSSIER: DossierForm}
