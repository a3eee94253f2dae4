"""The forms of a meeting, of who is invited, of what was said."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import PortalForm, PortalModelForm
from quality.enums import TalkGroup
from quality.followups.forms import colleagues
from quality.models import AgreedStatement, DialogueMeeting


class MeetingForm(PortalModelForm):
    fieldsets = [
        (_("When and where"), ["title", "meets_on", "starts_at", "place"]),
        (_("What it is about"), ["agenda", "kept_by"]),
    ]

    class Meta:
        model = DialogueMeeting
        fields = ("title", "meets_on", "starts_at", "place", "agenda", "kept_by")
        widgets = {
            "agenda": forms.Textarea(attrs={"rows": 14}),
            "starts_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }
        help_texts = {
            "agenda": _("Proposed from the data, the open actions and the objectives: change it as you like."),
            "kept_by": _("Is reminded of the meeting, and of recording it."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kept_by"].queryset = colleagues()


class ParticipantsForm(PortalForm):
    """Colleagues and others who speak for one group."""

    group = forms.ChoiceField(label=_("They speak for"), choices=[("", _("Choose one")), *TalkGroup.choices])
    people = forms.ModelMultipleChoiceField(
        label=_("Colleagues"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("With an account: they can be invited by mail. Several with Ctrl or Cmd."),
    )
    names = forms.CharField(
        label=_("Others"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One name on each line. A colleague’s e-mail address finds their account."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = colleagues()

    def clean(self):
        """Addresses among the names are those of colleagues, or a mistake."""
        cleaned = super().clean()
        lines = [line.strip() for line in cleaned.get("names", "").splitlines() if line.strip()]
        addresses = [line.casefold() for line in lines if "@" in line]
        found = {person.email.casefold(): person for person in colleagues().filter(email__in=addresses)}
        if unknown := [address for address in addresses if address not in found]:
            sentence = _("Nobody here has the address %(address)s: write the name instead.")
            raise ValidationError({"names": sentence % {"address": unknown[0]}})
        cleaned["people"] = [*cleaned.get("people", ()), *found.values()]
        cleaned["names"] = [line for line in lines if "@" not in line]
        return cleaned


class RecordForm(PortalForm):
    """That a meeting was held: who came, what was said."""

    came = forms.ModelMultipleChoiceField(
        label=_("Who took part"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    without_students_because = forms.CharField(
        label=_("Why no student took part"),
        required=False,
        max_length=500,
        help_text=_("Only where none did: the dialogue is held with students, or says why not."),
    )
    notes = forms.CharField(
        label=_("Notes"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 10})
    )

    def __init__(self, *args, meeting: DialogueMeeting, **kwargs):
        super().__init__(*args, **kwargs)
        rows = meeting.participants.order_by("group", "name")
        self.fields["came"].queryset = rows
        self.fields["came"].label_from_instance = lambda row: f"{row.name}, {row.get_group_display()}"
        self.fields["came"].initial = [row.pk for row in rows if row.came or not meeting.is_held]
        self.fields["notes"].initial = meeting.notes
        self.fields["without_students_because"].initial = meeting.without_students_because


class StatementForm(PortalForm):
    text = AgreedStatement._meta.get_field("text").formfield(
        widget=forms.Textarea(attrs={"rows": 3}), label=_("What was agreed")
    )
