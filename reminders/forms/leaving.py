"""The page of a person who leaves: for each kind of thing the rows to hand over and who gets them."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import PortalForm
from reminders.forms.kept_kinds import FOR_ALL, KindPart, select_of
from reminders.leaving.person import KeptGroup, may_close_account
from reminders.models import HandOver


class LeavingWords(PortalForm):
    """What is said beside the choices."""

    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=HandOver._meta.get_field("note").max_length,
        required=False,
        help_text=gettext_lazy("For the colleagues’ mail and the history of each thing."),
    )
    closes_account = forms.BooleanField(
        label=gettext_lazy("Close the account as well: nobody can sign in with it any more"), required=False
    )

    def __init__(self, *args, may_close: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_close:
            del self.fields["closes_account"]


class LeavingForm:
    """The whole page: a part for each kind, and the words. ``plan`` is an earlier one whose choices are shown."""

    def __init__(self, person, actor, groups: list[KeptGroup], data=None, plan: HandOver | None = None):
        given: dict[str, dict[str, int]] | None = None
        if plan is not None:
            given = {group.things.name: {} for group in groups}
            for thing in plan.things.all():
                given.setdefault(thing.kind, {})[thing.key] = thing.receiver_id
        self.for_all = select_of(FOR_ALL, groups[0].colleagues if groups else [], data)
        self.parts = [KindPart(group, data, given and given[group.things.name]) for group in groups]
        initial = {"note": plan.note, "closes_account": plan.closes_account} if plan else None
        self.words = LeavingWords(data, initial=initial, may_close=may_close_account(actor, person))
        self.errors: list[str] = []

    def is_valid(self) -> bool:
        self.wishes = [wish for part in self.parts for wish in part.wishes()]
        open_parts = [part for part in self.parts if part.errors]
        if len(open_parts) > 1 and not self.wishes:  # one sentence says it for all of them
            self.errors.append(_("Choose a colleague for everything, or one for each kind of thing that is ticked."))
            for part in open_parts:
                part.errors.clear()
        return self.words.is_valid() and not open_parts

    def refuse(self, error: ValidationError):
        """Put what the service refused to the kinds it names, the rest above the page."""
        if not hasattr(error, "error_dict"):
            self.errors += error.messages
            return
        parts = {part.group.things.name: part for part in self.parts}
        for name, sentences in error.message_dict.items():
            (parts[name].errors if name in parts else self.errors).extend(sentences)

    @property
    def has_errors(self) -> bool:
        return bool(self.errors or self.words.errors or any(part.errors for part in self.parts))

    def values(self) -> dict:
        return {"wishes": self.wishes, **self.words.cleaned_data}
