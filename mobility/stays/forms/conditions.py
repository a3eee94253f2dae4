"""The choice of the condition of an agreement, with the places that are left."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mobility.models import Mobility
from mobility.stays.places import conditions_for, places_of


class ConditionChoice(forms.ModelChoiceField):
    """Conditions with the places that are left of each in the year."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, widget=forms.RadioSelect, required=False, blank=True, empty_label=_("None"), **kwargs)
        self.places = {}

    def label_from_instance(self, condition):
        levels, years = condition.level_words, condition.years_words
        places = self.places.get(condition.pk)
        facts = (condition.agreement, levels, years, places.words if places else "")
        return " · ".join(str(fact) for fact in facts if fact)

    def offer(self, stay: Mobility, year):
        """The conditions that ``stay`` can be under; ``year`` is what was typed or proposed."""
        self.queryset = conditions_for(stay.partner, activity=stay.activity, direction=stay.direction)
        if str(year).isdecimal() and len(str(year)) == len("2026"):
            self.places = places_of(self.queryset, int(year), besides=stay.pk)
        if not self.queryset:
            self.help_text = _("No condition with this partner is for this kind of stay.")

    @property
    def is_any_full(self) -> bool:
        """Whether a reason to go beyond the agreed number can be asked for at all."""
        return any(places.is_full for places in self.places.values())
