"""Where a form is refused because of a restriction, the office is asked why it goes on all the same."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperation.restrictions import PartnerRestricted
from cooperation.rights import OVERRIDE


class AsksWhyAllTheSame:
    """Mixin of forms that plan something: once a restriction stood in the way, the office alone sees the question."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        if not user.has_perm(OVERRIDE):
            return
        self.fields["override_reason"] = forms.CharField(
            label=_("Why it goes on all the same"),
            required=False,
            max_length=2000,
            widget=forms.HiddenInput,
            help_text=_("As the office you may go past the restriction. Who did it, when and why is kept and shown."),
        )
        if self.data.get(self.add_prefix("override_reason"), "").strip():
            self._ask_why()

    def refuse(self, error):
        if isinstance(error, PartnerRestricted) and "override_reason" in self.fields:
            self._ask_why()
        super().refuse(error)

    def _ask_why(self):
        self.fields["override_reason"].widget = forms.Textarea(attrs={"rows": 3})
