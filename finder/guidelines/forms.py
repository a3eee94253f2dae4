"""What the office fills in to write a guideline, to add a file to it, and to say that it still holds."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from agreements.services.beginning import keepers
from core.forms import PortalForm, PortalModelForm
from core.private_files import ACCEPTED
from finder.models import Guideline, GuidelineFile
from mobility.models import Scheme

MARKDOWN = _("Plain text; ## makes a heading, - a list, [words](address) a link.")


class GuidelineForm(PortalModelForm):
    fieldsets = [
        (_("What it is"), ["audience", "scheme", "position"]),
        (_("In English"), ["title_en", "summary_en", "body_en"]),
        (_("In Swedish"), ["title_sv", "summary_sv", "body_sv"]),
        (_("Who answers for it"), ["unit", "kept_by", "review_on", "is_published"]),
    ]

    class Meta:
        model = Guideline
        fields = (
            "audience", "scheme", "position", "title_en", "summary_en", "body_en", "title_sv", "summary_sv", "body_sv",
            "unit", "kept_by", "review_on", "is_published",
        )  # fmt: skip
        widgets = {
            "body_en": forms.Textarea(attrs={"rows": 12}),
            "body_sv": forms.Textarea(attrs={"rows": 12}),
        }
        help_texts = {
            "scheme": _("Then the page of the programme leads to it."),
            "position": _("Lower numbers stand first."),
            "body_en": MARKDOWN,
            "title_sv": _("Left empty, readers of Swedish see the English one."),
            "body_sv": MARKDOWN,
            "review_on": _("Whoever keeps it is reminded to look whether it still holds."),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(is_active=True).order_by("path")
        self.fields["kept_by"].queryset = keepers()
        self.fields["kept_by"].required = True
        self.fields["scheme"].queryset = Scheme.objects.filter(is_offered=True)
        if not self.instance.pk:
            root = Unit.objects.order_by("path").first()
            self.initial = {"kept_by": user.pk, "unit": root and root.pk, "position": 100, **self.initial}


class GuidelineFileForm(PortalModelForm):
    """``kept``: the file that stands there, which a new one replaces."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(ACCEPTED)}),
        help_text=_("PDF, Word, Excel, OpenDocument, image or text; no file with macros."),
    )

    fieldsets = [(_("The file"), ["title", "language", "file"]), (_("Who answers for it"), ["kept_by", "review_on"])]

    class Meta:
        model = GuidelineFile
        fields = ("title", "language", "kept_by", "review_on")
        help_texts = {
            "title": _("Under this title it is offered: what the file was called stays private."),
            "review_on": _("Whoever keeps it is reminded to look whether it still holds."),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kept_by"].queryset = keepers()
        self.fields["kept_by"].required = True
        if self.instance.pk:
            self.fields["file"].required = False
            self.fields["file"].help_text = _("Left empty, “%(name)s” stays.") % {"name": self.instance.original_name}
        else:
            self.initial = {"kept_by": user.pk, **self.initial}

    def values(self):
        given = super().values()
        return {"upload": given.pop("file", None)} | given


class HoldsForm(PortalForm):
    review_on = forms.DateField(
        label=_("To be read again on"), help_text=_("Then whoever keeps it looks whether it still holds.")
    )
