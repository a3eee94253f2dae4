"""A form about what has no version mark of its own (``updated_at``): a line, a component, a day, a few words."""

import json

from django import forms
from django.db import transaction

from core.changed_elsewhere import read_values
from core.errors import ChangedElsewhere
from core.form_values import posted_values, same_values
from core.locks import hold_until_commit

ADDRESSES = 7_003  # the space of locks


class ComparesValues:
    """Stands before ``PortalUpdateView``: the form carries the values it was drawn with.

    What a colleague changed meanwhile is told field by field before anything is written. Of two who send to one address
    at once the second waits for the first, and is told. ``compared_values`` leaves out what changes by itself.
    """

    mark = "seen_values"

    def post(self, request, *args, **kwargs):
        with transaction.atomic():
            hold_until_commit(ADDRESSES, request.path)
            return super().post(request, *args, **kwargs)

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        return self._marked(form)

    def compared_values(self, form) -> dict[str, list[str]]:
        """By field what the form sends as it is drawn, before anybody has typed."""
        return posted_values(form)

    def carry_out(self, form, sending):
        seen = read_values(form.cleaned_data.pop(self.mark, ""))
        if seen is not None and self._was_changed_since(seen):
            return self.changed_elsewhere(form, ChangedElsewhere(""))
        return super().carry_out(form, sending)

    def _was_changed_since(self, seen: dict) -> bool:
        now = self.compared_values(self.drawn_form())
        return any(not same_values(values, seen[name]) for name, values in now.items() if name in seen)

    def drawn_form(self, data=None):
        """As the page would draw it now, with the values it is drawn from."""
        return self._marked(super().drawn_form(data))

    def _marked(self, form):
        field = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
        if not form.is_bound:
            field.initial = json.dumps(self.compared_values(form))
        form.fields[self.mark] = field
        return form
