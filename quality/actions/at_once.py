"""Actions, many at once: given to somebody else, or due on another day."""

from datetime import date

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.bulk.kinds import BulkField, BulkKind, register
from core.forms import PortalForm
from quality.actions.filters import ActionFilter
from quality.actions.people import people_for_actions
from quality.actions.services import change_action
from quality.models import Action
from quality.querysets import RUN

AS_IT_IS = gettext_lazy("Leave as it is")
NOBODY = "nobody"


class ActionsBulkForm(PortalForm):
    """Both questions may be left open, and then nothing of it changes."""

    owner = forms.ChoiceField(label=gettext_lazy("Responsible"), required=False)
    due_on = forms.DateField(label=gettext_lazy("Due on"), required=False)
    note = forms.CharField(
        label=gettext_lazy("Reason"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        people = ((str(person.pk), str(person)) for person in people_for_actions())
        self.fields["owner"].choices = [("", AS_IT_IS), (NOBODY, _("Nobody")), *people]

    def wanted(self) -> dict:
        """The chosen values by the name of the field; what was left open is not among them."""
        given = {}
        if owner := self.cleaned_data["owner"]:
            given["owner"] = None if owner == NOBODY else int(owner)
        if day := self.cleaned_data["due_on"]:
            given["due_on"] = day.isoformat()
        return given


def names_of(keys):
    people = User.objects.in_bulk([key for key in keys if key is not None])
    return [(key, str(people.get(key, _("removed since"))) if key is not None else "—") for key in keys]


def days(values):
    return [(value, date_format(date.fromisoformat(value)) if value else "—") for value in values]


@register
class ActionsAtOnce(BulkKind):
    name = "actions"
    title = gettext_lazy("actions")
    model = Action
    right = RUN
    list_url_name = "quality:action_list"
    form_class = ActionsBulkForm
    fields = (
        BulkField("owner", gettext_lazy("Responsible"), lambda action: action.owner_id, names_of),
        BulkField(
            "due_on", gettext_lazy("Due on"), lambda action: action.due_on.isoformat() if action.due_on else None, days
        ),
    )

    def chosen(self, request, query):
        return ActionFilter(query, queryset=Action.objects.visible_to(request.user), request=request).qs

    def fetched(self):
        return Action.objects.select_related("unit")

    def write(self, action, values, *, actor):
        fields: dict = {}
        if "owner" in values and values["owner"] != action.owner_id:
            fields["owner"] = User.objects.get(pk=values["owner"]) if values["owner"] else None
        if "due_on" in values:
            fields["due_on"] = date.fromisoformat(values["due_on"]) if values["due_on"] else None
        if fields:
            change_action(action, actor=actor, **fields)
