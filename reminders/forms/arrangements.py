"""What is asked when somebody arranges something about a date. Each form knows the version it was opened for."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.forms import PortalForm
from reminders.arrangements import LONGEST_REASON, version_of
from reminders.receivers import receivers_for

USUAL_REST_DAYS = 14


class ArrangementForm(PortalForm):
    """Nothing to fill in: what stands for the others is the version of the date (``seen``) and the way back."""

    seen = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    next = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)

    def __init__(self, *args, row, **kwargs):
        # Several may be open on one page, so every field has an id of its own.
        name = f"{row.source_name}-{row.object_id}".replace(".", "-")
        super().__init__(*args, **kwargs, auto_id=f"id_{name}-%s")
        self.row = row
        self.fields["seen"].initial = version_of(row)

    def values(self) -> dict:
        """The cleaned values for the service: without the way back, and ``seen`` only where the form has one."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "next"}
        return values | {"seen": values["seen"] or None}


class ReasonForm(ArrangementForm):
    """Why nothing needs to be done."""

    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        max_length=LONGEST_REASON,
        help_text=gettext_lazy("Everybody who may see the date reads it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class RestForm(ReasonForm):
    """Until when, and why."""

    until = forms.DateField(label=gettext_lazy("Rest until"))
    field_order = ["until", "reason"]

    def __init__(self, *args, row, **kwargs):
        super().__init__(*args, row=row, **kwargs)
        today = timezone.localdate()
        field = self.fields["until"]
        field.initial = today + timedelta(days=USUAL_REST_DAYS)
        field.widget.attrs["min"] = (today + timedelta(days=1)).isoformat()
        field.help_text = _("It comes back to the desk on this day.")
        if row.due_on >= today:
            day = date_format(row.due_on, "DATE_FORMAT")
            field.help_text = _("It comes back to the desk on this day, even if that is after %(day)s.") % {"day": day}


class HandOverForm(ArrangementForm):
    """To whom, and what they should know."""

    to = forms.ModelChoiceField(label=gettext_lazy("To whom?"), queryset=User.objects.able_to_stand_in())
    note = forms.CharField(
        label=gettext_lazy("What should they know?"),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, row, **kwargs):
        super().__init__(*args, row=row, **kwargs)
        self.fields["to"].choices = [("", _("Choose one")), *receivers_for(row)]
