"""The forms by which an agreement is stopped or goes on again, each with what it means said first."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.ending import words
from agreements.enums import EndingKind, EndingSide
from agreements.models import Agreement
from agreements.services.endings import check_suspension, check_termination, checked_notice
from core.forms import DateInput, PortalForm

LONGEST_REASON = 2000


def reason_field(**changes) -> forms.CharField:
    return forms.CharField(
        **{
            "label": _("Reason"),
            "max_length": LONGEST_REASON,
            "widget": forms.Textarea(attrs={"rows": 4}),
            "help_text": _("Read by those who keep this agreement; it stays in the history."),
            **changes,
        }
    )


def side_field(label) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=EndingSide, initial=EndingSide.OURS, widget=forms.RadioSelect)


class EndingForm(PortalForm):
    """``preview`` says what the act means; ``previewed`` carries the sentence the person had before them."""

    previewed = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, agreement: Agreement, **kwargs):
        super().__init__(*args, **kwargs)
        self.agreement = agreement
        self.preview = self.preview_of({})
        self.initial["previewed"] = self.preview

    def preview_of(self, cleaned: dict) -> str:
        """The sentence for what was answered ({}: before anything was); "" where more has to be known first.

        Raises ``ValidationError`` by field for what cannot be.
        """
        raise NotImplementedError

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            self.preview = self.preview_of(cleaned)
        return cleaned

    @property
    def was_seen(self) -> bool:
        """Whether the person pressed having read what it means."""
        return self.cleaned_data["previewed"] == self.preview

    def look_again(self):
        """Draw the sentence of now, which the next press confirms."""
        self.data = self.data.copy()
        self.data[self.add_prefix("previewed")] = self.preview

    def given(self) -> dict:
        """What the service takes beside the agreement and the actor."""
        return {"note": self.cleaned_data["reason"]}


class NoticeForm(EndingForm):
    side = side_field(_("Who gives notice?"))
    told_on = forms.DateField(label=_("Told on"), help_text=_("The day on which the other side was told."))
    agreed_on = forms.DateField(
        label=_("Takes effect on"),
        required=False,
        help_text=_("Only where both agreed on a day, or the terms say nothing about notice."),
    )
    reason = reason_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("told_on", timezone.localdate())

    def preview_of(self, cleaned):
        today = timezone.localdate()
        told_on, agreed_on = cleaned.get("told_on", today), cleaned.get("agreed_on")
        side = cleaned.get("side", EndingSide.OURS)
        try:
            effect = checked_notice(self.agreement, side=side, told_on=told_on, agreed_on=agreed_on)
        except forms.ValidationError:
            if cleaned:
                raise
            return ""
        return words.notice_words(effect, told_on)

    def given(self):
        return {name: self.cleaned_data[name] for name in ("side", "told_on", "agreed_on")} | super().given()


class WithdrawalForm(EndingForm):
    reason = reason_field(required=False)

    def preview_of(self, cleaned):
        notice = self.agreement.endings.in_effect().filter(kind=EndingKind.NOTICE).first()
        if notice is None or self.agreement.ends_on != notice.last_day:
            return words.withdrawal_words(None, is_open_ended=False)
        return words.withdrawal_words(notice.former_last_day, is_open_ended=notice.was_open_ended)


class SuspensionForm(EndingForm):
    side = side_field(_("Who pauses it?"))
    until_on = forms.DateField(
        label=_("Until"),
        required=False,
        help_text=_("Who keeps it is asked then what becomes of it. Left empty where nobody can say."),
    )
    reason = reason_field()

    def preview_of(self, cleaned):
        check_suspension(self.agreement, cleaned.get("until_on"))
        return words.suspension_words(self.agreement, cleaned.get("until_on"))

    def given(self):
        return {name: self.cleaned_data[name] for name in ("side", "until_on")} | super().given()


class SuspensionChangeForm(PortalForm):
    """Another day on which somebody looks at it; it stays suspended."""

    until_on = forms.DateField(
        label=_("Until"),
        required=False,
        widget=DateInput(),
        help_text=_("Who keeps it is asked then what becomes of it. Left empty where nobody can say."),
    )
    reason = reason_field()


class TerminationForm(EndingForm):
    side = side_field(_("Who ends it?"))
    last_day = forms.DateField(label=_("Last day in force"))
    reason = reason_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("last_day", timezone.localdate())

    def preview_of(self, cleaned):
        last_day = cleaned.get("last_day", timezone.localdate())
        if cleaned:
            check_termination(self.agreement, last_day)
        return words.termination_words(self.agreement, last_day)

    def given(self):
        return {name: self.cleaned_data[name] for name in ("side", "last_day")} | super().given()
