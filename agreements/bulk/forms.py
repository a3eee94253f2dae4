"""The form of a bulk edit of agreements: every question may be left open, and then nothing of it changes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit, User
from agreements.services.beginning import KEEPERS
from core.tags.forms import BulkTags

AS_IT_IS = _("Leave as it is")
NOBODY = "nobody"
BESIDE = ("note", "tags_given", "tags_taken")
YES_OR_NO = (("", AS_IT_IS), ("yes", _("Show it")), ("no", _("Do not show it")))


class AgreementBulkForm(BulkTags):
    """``wanted()`` gives the chosen values as ``core.bulk`` keeps them."""

    coordinator = forms.ChoiceField(
        label=_("Coordinator"), required=False, help_text=_("Who keeps each of them from now on.")
    )
    unit = forms.ChoiceField(label=_("Responsible unit"), required=False)
    published = forms.ChoiceField(label=_("On the public site"), choices=YES_OR_NO, required=False)
    ends_on = forms.DateField(
        label=_("Last day"),
        required=False,
        help_text=_("Drafts only: what both sides agreed on changes by an amendment. Empty: left as it is."),
    )
    note = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Kept in the history of each of them."),
    )

    field_order = ("coordinator", "unit", "published", "ends_on", "tags_given", "tags_taken", "note")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        keepers = User.objects.active().with_role(*KEEPERS)
        units = Unit.objects.where(user, "agreements.change_agreement").filter(is_active=True).order_by("path")
        self.fields["coordinator"].choices = [
            ("", AS_IT_IS),
            (NOBODY, _("Nobody")),
            *((str(person.pk), str(person)) for person in keepers),
        ]
        self.fields["unit"].choices = [("", AS_IT_IS), *((str(unit.pk), unit.name) for unit in units)]
        if not user.has_perm("agreements.publish_agreement"):
            del self.fields["published"]

    def wanted(self) -> dict:
        """The chosen values by the name of the field; what was left open is not among them."""
        return self._wanted_values() | self.wanted_tags()

    def _wanted_values(self) -> dict:
        given = {name: value for name, value in self.cleaned_data.items() if value and name not in BESIDE}
        readers = {
            "coordinator": lambda value: None if value == NOBODY else int(value),
            "unit": int,
            "published": lambda value: value == "yes",
            "ends_on": lambda value: value.isoformat(),
        }
        return {name: readers[name](value) for name, value in given.items()}
