"""Forms of actions: the action itself, its result, a note of progress, and what was seen of it one cycle later."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import PortalForm, PortalModelForm
from quality.actions.people import people_for_actions, units_for_actions
from quality.models import Action, ActionCheck, ActionNote, Finding


def long_text(model, name: str, label, **given) -> forms.CharField:
    """A text as long as its column."""
    most = model._meta.get_field(name).max_length
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": 4}), **given)


class ActionForm(PortalModelForm):
    """An action of a follow-up (``follow_up``), or by hand."""

    class Meta:
        model = Action
        fields = ("title", "description", "finding", "process", "unit", "owner", "due_on", "effort")
        widgets = {"description": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "title": _("What will be different, in one line."),
            "owner": _("One person. Somebody else verifies the result."),
            "due_on": _("The day by which it is done. It can be moved; the history keeps what was agreed."),
            "finding": _("What it answers."),
        }

    fieldsets = [
        (_("The action"), ["title", "description", "finding"]),
        (_("Who and by when"), ["owner", "due_on", "effort", "unit", "process"]),
    ]

    def __init__(self, *args, user, follow_up=None, **kwargs):
        super().__init__(*args, **kwargs)
        action = self.instance
        follow_up = follow_up or action.follow_up
        people = people_for_actions()
        self.fields["owner"].queryset = people | User.objects.filter(pk=action.owner_id)
        self.fields["unit"].queryset = units_for_actions(user, follow_up) | units_of(action)
        if follow_up:
            del self.fields["process"]
            self.fields["finding"].queryset = Finding.objects.filter(follow_up=follow_up)
        if not follow_up or action.pk:
            del self.fields["finding"]


def units_of(action: Action):
    """The unit in which an action stands, whatever became of it."""
    units = Action._meta.get_field("unit").related_model.objects
    return units.filter(pk=action.unit_id).order_by("path")


class ResultForm(PortalForm):
    """What came of it: whoever verifies it reads this."""

    result = long_text(
        Action,
        "result",
        _("Result"),
        help_text=_("What was done, and what is different now. Evidence can be added on the page of the action."),
    )


class ProgressForm(PortalForm):
    text = long_text(ActionNote, "text", _("How far is it?"))


class CheckForm(PortalForm):
    """What is seen of an action in a later cycle."""

    result = long_text(
        ActionCheck,
        "result",
        _("What is seen of the result"),
        required=False,
        help_text=_("Left empty, the result counts as not looked at."),
    )
