"""Stays, many at once: moved on, or given to somebody else to keep."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from agreements.services.beginning import keepers
from core.bulk.kinds import BulkField, BulkKind, register
from core.errors import PortalError
from core.forms import PortalForm
from mobility.enums import MobilityState
from mobility.models import Mobility
from mobility.querysets import CHANGE
from mobility.stays.filters import MobilityFilter
from mobility.stays.moves import move_stay
from mobility.stays.writing import change_stay
from mobility.workflow import mobility_workflow

AS_IT_IS = gettext_lazy("Leave as it is")
NOBODY = "nobody"
# A reason for one is no reason for all: what wants a word is done on the page of each.
MOVES = [name for name, rule in mobility_workflow.transitions.items() if not rule.note_needed and name != "resume"]


class StaysBulkForm(PortalForm):
    """Every question may be left open, and then nothing of it changes."""

    state = forms.ChoiceField(
        label=gettext_lazy("Move them on"),
        required=False,
        help_text=gettext_lazy("Each is asked by the rules; those that cannot move stay, and the preview says why."),
    )
    coordinator = forms.ChoiceField(label=gettext_lazy("Kept by"), required=False)
    note = forms.CharField(
        label=gettext_lazy("Reason"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        rules = mobility_workflow.transitions
        moves = [(name, rules[name].label) for name in MOVES if user.has_perm(rules[name].right)]
        self.fields["state"].choices = [("", AS_IT_IS), *moves]
        people = ((str(person.pk), str(person)) for person in keepers())
        self.fields["coordinator"].choices = [("", AS_IT_IS), (NOBODY, _("Nobody")), *people]

    def wanted(self) -> dict:
        """The chosen values by the name of the field; what was left open is not among them."""
        given = {name: self.cleaned_data[name] for name in ("state", "coordinator") if self.cleaned_data[name]}
        if "coordinator" in given:
            given["coordinator"] = None if given["coordinator"] == NOBODY else int(given["coordinator"])
        return given


def after(before: str, move: str) -> str:
    """The state behind the move; for one that is there already, no change."""
    return mobility_workflow.edges[move].target.value


def names_of(keys):
    people = User.objects.in_bulk([key for key in keys if key is not None])
    return [(key, str(people.get(key, _("removed since"))) if key is not None else "—") for key in keys]


def states(values):
    return [(value, str(MobilityState(value).label)) for value in values]


@register
class StaysAtOnce(BulkKind):
    name = "mobilities"
    title = gettext_lazy("stays")
    model = Mobility
    right = CHANGE
    list_url_name = "mobility:mobility_list"
    form_class = StaysBulkForm
    fields = (
        BulkField("state", gettext_lazy("State"), lambda stay: stay.state, states, combine=after),
        BulkField("coordinator", gettext_lazy("Kept by"), lambda stay: stay.coordinator_id, names_of),
    )

    def chosen(self, request, query):
        return MobilityFilter(query, queryset=Mobility.objects.visible_to(request.user), request=request).qs

    def fetched(self):
        return Mobility.objects.select_related("participant", "partner")

    def check(self, stay, values):
        """Who keeps it from now on has the right to, by a role of their own."""
        key = values.get("coordinator")
        person = User.objects.filter(pk=key).first() if key is not None else None
        if person and not (person.is_active and person.rights.own.may(CHANGE, stay.unit)):
            words = {"person": person, "unit": stay.unit}
            raise PortalError(_("%(person)s does not have the right to keep stays of %(unit)s.") % words)

    def write(self, stay, values, *, actor):
        if "coordinator" in values and values["coordinator"] != stay.coordinator_id:
            person = User.objects.get(pk=values["coordinator"]) if values["coordinator"] else None
            change_stay(stay, actor=actor, coordinator=person)
        if "state" in values and values["state"] != stay.state:
            name = self._move_to(stay, values["state"])
            is_way_back = mobility_workflow.transitions[name].note_needed
            move_stay(stay, name, actor=actor, note=_("Undone together with others.") if is_way_back else "")

    def _move_to(self, stay, target: str) -> str:
        """The name of the move from where the stay is to ``target``."""
        for name, edge in mobility_workflow.edges.items():
            if edge.target == target and stay.state in edge.sources:
                return name
        words = {"old": stay.get_state_display(), "new": MobilityState(target).label}
        raise PortalError(_("There is no way from “%(old)s” to “%(new)s”.") % words)
