"""The forms of evidence."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import PortalForm
from core.private_files import ACCEPTED
from quality.actions.people import people_for_actions


class EvidenceForm(PortalForm):
    """A file or a link, and when somebody looks at it again. ``kept``: the one that is changed.

    ``is_of_review``: whether there are reviewers who might read it.
    """

    title = forms.CharField(label=_("Title"), max_length=200, help_text=_("What it shows."))
    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(ACCEPTED)}),
        help_text=_("PDF, Word, Excel, OpenDocument, image or text; no file with macros."),
    )
    link = forms.CharField(
        label=_("or a link"), required=False, max_length=500, help_text=_("An address that begins with https://.")
    )
    review_on = forms.DateField(
        label=_("To be looked at again on"),
        required=False,
        help_text=_("Then whoever keeps it says whether it still holds. Left empty, nobody is reminded."),
    )
    kept_by = forms.ModelChoiceField(User.objects.none(), label=_("Kept by"))
    for_reviewers = forms.BooleanField(
        label=_("The reviewers may read it"),
        required=False,
        help_text=_("They see and get what is marked so, and no other evidence of the review."),
    )

    def __init__(self, *args, kept=None, is_of_review=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_of_review:
            del self.fields["for_reviewers"]
        keeper = User.objects.filter(pk=kept.kept_by_id) if kept else User.objects.none()
        self.fields["kept_by"].queryset = people_for_actions() | keeper
        if kept and kept.file:
            self.fields["file"].help_text = _("Left empty, “%(name)s” stays.") % {"name": kept.original_name}


class ReviewForm(PortalForm):
    review_on = forms.DateField(
        label=_("To be looked at again on"),
        required=False,
        help_text=_("Left empty, nobody is reminded of it any more."),
    )
