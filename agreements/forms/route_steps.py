"""The steps of a route of approval, as an administrator puts them in order."""

from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext as _


class RouteStepFormSet(BaseInlineFormSet):
    """Steps change places among each other; none leaves its place empty, or the next load would fill it again."""

    def clean(self):
        super().clean()
        stood = {form.initial["position"] for form in self.initial_forms if "position" in form.initial}
        given = {form.cleaned_data.get("position") for form in self.forms if hasattr(form, "cleaned_data")}
        if empty := sorted(stood - given):
            sentence = _(
                "No step would stand at place %(places)s, and the supplied one would come back there with the next "
                "update. Let steps change places, or say that a step is not asked."
            )
            raise ValidationError(sentence % {"places": ", ".join(map(str, empty))})
