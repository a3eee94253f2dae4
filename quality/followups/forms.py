"""The forms of a follow-up and of whom a step is asked of."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import PortalForm, PortalModelForm
from quality.models import FollowUp, FollowUpStep


def colleagues():
    """Everybody who can be asked for something, by name."""
    return User.objects.able_to_stand_in().order_by("name")


class FollowUpForm(PortalModelForm):
    class Meta:
        model = FollowUp
        fields = ("owner", "summary")
        widgets = {"summary": forms.Textarea(attrs={"rows": 8})}
        help_texts = {
            "owner": _("Answers for it, and is asked for every step that is asked of nobody else."),
            "summary": _("What it has come to, in a few sentences: the quality report begins with it."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = colleagues()


class StepForm(PortalForm):
    person = forms.ModelChoiceField(
        label=_("Who does it"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Whoever runs the follow-up"),
        help_text=_("They see the follow-up, and are reminded of the day."),
    )

    def __init__(self, *args, step: FollowUpStep, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = colleagues()
        self.fields["person"].initial = step.person_id
