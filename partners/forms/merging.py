"""The form of a merger: of each fact in which the two differ, which one is kept."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from core.forms import PortalForm
from partners.merge_fields import HERE, THERE, Compared

PREFIX = "keep_"


class MergeForm(PortalForm):
    """``differing`` is what ``merge_fields.compare`` found; ``mark`` is of the plan the person has before them."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("It is kept in the history of both."),
    )
    mark = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, differing: list[Compared], **kwargs):
        super().__init__(*args, **kwargs)
        self.differing = differing
        for compared in differing:
            self.fields[PREFIX + compared.name] = forms.ChoiceField(
                label=capfirst(compared.fact.label),
                choices=[(HERE, compared.here or "–"), (THERE, compared.there or "–")],
                initial=compared.kept,
                widget=forms.RadioSelect,
            )

    @property
    def rows(self) -> list[dict]:
        """The table: each fact with its two radio buttons, the survivor's first."""
        return [
            {"compared": compared, "field": field, "radios": list(field)}
            for compared in self.differing
            for field in (self[PREFIX + compared.name],)
        ]

    def choices(self) -> dict[str, str]:
        return {compared.name: self.cleaned_data[PREFIX + compared.name] for compared in self.differing}
