"""Forms of the checklist: a step done, its day, a document attached."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from core.private_files import ACCEPTED
from mobility.checklist.enums import PaperKind
from mobility.models import StayDocument, StayStep


class StepDoneForm(PortalForm):
    """When it was done, and the document that shows it."""

    done_on = forms.DateField(label=_("Done on"))
    document = forms.ModelChoiceField(StayDocument.objects.none(), label=_("Document"), required=False)

    def __init__(self, *args, step: StayStep, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = step.mobility.documents.all()


class StepDayForm(PortalForm):
    own_due_on = forms.DateField(
        label=_("Another day"), required=False, help_text=_("Left empty, it is due as the checklist says.")
    )


class PaperForm(PortalForm):
    """A document of a stay; a certificate also says the day."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(ACCEPTED)}),
        help_text=_("PDF, Word, Excel, OpenDocument, image or text; no file with macros."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("Choose one")), *PaperKind.choices])
    title = forms.CharField(
        label=_("Title"), max_length=200, required=False, help_text=_("Left empty, it becomes its kind.")
    )
    certified_on = forms.DateField(
        label=_("Day that it certifies"),
        required=False,
        help_text=_("Of a certificate of arrival or departure: the first or last day of presence, to the day."),
    )
