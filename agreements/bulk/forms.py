"""The form of a bulk edit of agreements: every question may be left open, and then nothing of it changes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit, User
from agreements.models import Tag
from agreements.services.beginning import KEEPERS
from core.forms import PortalForm

AS_IT_IS = _("Leave as it is")
NOBODY = "nobody"
BESIDE = ("note", "tags_given", "tags_taken")
YES_OR_NO = (("", AS_IT_IS), ("yes", _("Show it")), ("no", _("Do not show it")))


class AgreementBulkForm(PortalForm):
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
    tags_given = forms.ModelMultipleChoiceField(
        Tag.objects.filter(is_active=True), label=_("Give tags"), required=False, widget=forms.CheckboxSelectMultiple
    )
    tags_taken = forms.ModelMultipleChoiceField(
        Tag.objects.all(), label=_("Take tags off"), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Kept in the history of each of them."),
    )

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
        if not Tag.objects.exists():
            self.fields["tags_given"].help_text = _(
                "There are none yet; the office makes them on the page of an agreement."
            )

    def clean(self):
        """A tag is given or taken off, not both."""
        cleaned = super().clean()
        both = set(cleaned.get("tags_given") or ()) & set(cleaned.get("tags_taken") or ())
        if both:
            names = ", ".join(sorted(tag.name for tag in both))
            self.add_error("tags_taken", _("Give it or take it off, not both: %(tags)s.") % {"tags": names})
        return cleaned

    def wanted(self) -> dict:
        """The chosen values by the name of the field; what was left open is not among them."""
        return self._wanted_values() | self._wanted_tags()

    def _wanted_tags(self) -> dict:
        chosen = [sorted(tag.pk for tag in self.cleaned_data[name]) for name in ("tags_given", "tags_taken")]
        return {"tags": dict(zip(("give", "take"), chosen, strict=True))} if any(chosen) else {}

    def _wanted_values(self) -> dict:
        given = {name: value for name, value in self.cleaned_data.items() if value and name not in BESIDE}
        readers = {
            "coordinator": lambda value: None if value == NOBODY else int(value),
            "unit": int,
            "published": lambda value: value == "yes",
            "ends_on": lambda value: value.isoformat(),
        }
        return {name: readers[name](value) for name, value in given.items()}
