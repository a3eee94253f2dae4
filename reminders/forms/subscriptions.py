"""How a person wants to be told: the form of their own page."""

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import PortalModelForm
from reminders.enums import Rhythm
from reminders.kinds import schedules
from reminders.models import Subscription
from reminders.schedule_words import when_told
from reminders.sources import sources


def kinds_in_words() -> list[tuple[str, str]]:
    """Every kind of date that is watched, with when it is told."""
    known = schedules()
    return [
        (source.name, format_html('{}<small class="of-choice">{}</small>', source.label, when_told(known[source.name])))
        for source in sources()
    ]


class SubscriptionForm(PortalModelForm):
    """Rhythm, decisions, kinds. Ticked kinds are told; the row keeps those that are not (``silenced``)."""

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Write to me about"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Whatever you switch off stays on your desk and in your calendar."),
    )
    fieldsets = [
        (gettext_lazy("How often"), ["rhythm", "weekday"]),
        (gettext_lazy("Decisions"), ["has_decisions_at_once"]),
        (gettext_lazy("Dates"), ["kinds"]),
    ]

    class Meta:
        model = Subscription
        fields = ("rhythm", "weekday", "has_decisions_at_once")
        widgets = {"rhythm": forms.RadioSelect}
        labels = {
            "rhythm": gettext_lazy("The portal writes to me"),
            "weekday": gettext_lazy("Day of the weekly mail"),
            "has_decisions_at_once": gettext_lazy("Tell me at once, in a mail of its own"),
        }
        help_texts = {
            "rhythm": gettext_lazy("Only when there is something to say. A day that was missed is made up for."),
            "has_decisions_at_once": gettext_lazy(
                "Otherwise what waits for your decision stands in your next reminder. It is never left out."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rhythm"].choices = Rhythm.choices
        choices = kinds_in_words()
        self.fields["kinds"].choices = choices
        self.fields["kinds"].initial = [name for name, _words in choices if name not in self.instance.silenced]

    def values(self) -> dict:
        values = super().values()
        told = values.pop("kinds")
        return values | {"silenced": [name for name, _words in self.fields["kinds"].choices if name not in told]}

    def clean_weekday(self):
        """A daily reader need not choose one: the day stays what it was."""
        day = self.cleaned_data["weekday"]
        if day is None:
            raise forms.ValidationError(_("Choose a day."))
        return day
