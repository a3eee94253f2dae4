"""The form in which an administrator says when dates of one kind are told, and to whom when they stay overdue."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reminders.models import WatchedKind
from reminders.sources import DeadlineSource, source

MOST_STEPS = 20
FURTHEST_STEP = 3650  # ten years
MOST_WEEKS = 52


class LeadsField(forms.CharField):
    """Days before a date, as people write them: "365, 180 30". Cleans to a list, the furthest first, or None."""

    def prepare_value(self, value):
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value):
        words = super().to_python(value).replace(",", " ").replace(";", " ").split()
        if not words:
            return None
        if not all(word.isascii() and word.isdigit() for word in words):
            raise ValidationError(_("Write whole numbers of days, with commas between them: 365, 180, 30, 7."))
        leads = sorted({int(word) for word in words}, reverse=True)
        if len(leads) > MOST_STEPS or leads[0] > FURTHEST_STEP:
            raise ValidationError(
                _("At most %(steps)d steps, the first at most %(days)d days before the date.")
                % {"steps": MOST_STEPS, "days": FURTHEST_STEP}
            )
        return leads

    def has_changed(self, initial, data):
        return (initial or None) != self.to_python(data or "")


class WatchedKindForm(forms.ModelForm):
    """An empty field means: as the portal has it."""

    leads = LeadsField(label=gettext_lazy("Days before the date"), required=False, max_length=200)
    weeks_overdue = forms.IntegerField(
        label=gettext_lazy("Weekly mails once it is overdue"), required=False, min_value=0, max_value=MOST_WEEKS
    )

    class Meta:
        model = WatchedKind
        fields = ("leads", "weeks_overdue", "head_after_days", "office_after_days")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        try:
            declared = source(self.instance.source)
        except KeyError:  # a kind whose room is gone
            return
        for name, words in _declared(declared).items():
            if name in self.fields:
                self.fields[name].help_text = _("Empty: as the portal has it (%(words)s).") % {"words": words}
        for name in {"head_after_days", "office_after_days"} & set(self.fields):
            self.fields[name].help_text += " " + _("0: never.")


def _declared(declared: DeadlineSource) -> dict[str, str]:
    return {
        "leads": ", ".join(map(str, declared.ladder)),
        "weeks_overdue": str(declared.weeks_overdue),
        "head_after_days": _days_or_never(declared.head_after_days),
        "office_after_days": _days_or_never(declared.office_after_days),
    }


def _days_or_never(days: int | None) -> str:
    return _("never") if days is None else str(days)
