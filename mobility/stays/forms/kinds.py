"""The first question about a stay: what kind it is, and where."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from mobility.enums import Activity, Direction
from mobility.models import Mobility, Scheme
from mobility.stays.questions import may_lead_elsewhere
from partners.models import Institution


class KindForm(PortalForm):
    """What kind of stay, and where: the next page asks what follows from it."""

    direction = forms.ChoiceField(label=_("Direction"), choices=Direction.choices, widget=forms.RadioSelect)
    activity = forms.ChoiceField(label=_("Activity"), choices=Activity.choices)
    scheme = forms.ModelChoiceField(Scheme.objects.none(), label=_("Scheme"))
    partner = forms.ModelChoiceField(
        Institution.objects.none(),
        label=_("Partner"),
        required=False,
        help_text=_("Left empty for a traineeship or a training at a place that is no partner."),
    )

    def __init__(self, *args, user, stay: Mobility | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        offered, partners = Q(is_offered=True), Institution.objects.visible_to(user).partners()
        if stay is not None:  # what it is now stays possible
            offered |= Q(pk=stay.scheme_id)
            partners |= Institution.objects.visible_to(user).filter(pk=stay.partner_id)
        self.fields["scheme"].queryset = Scheme.objects.filter(offered)
        self.fields["partner"].queryset = partners.order_by("sort_key").only("name", "sort_key")

    def clean(self):
        cleaned = super().clean()
        scheme, activity, direction = (cleaned.get(name) for name in ("scheme", "activity", "direction"))
        if scheme and activity and activity not in scheme.activities:
            self.add_error("activity", _("%(scheme)s has no such activity.") % {"scheme": scheme})
        if scheme and direction and direction not in scheme.directions:
            self.add_error("direction", _("%(scheme)s does not go in this direction.") % {"scheme": scheme})
        if activity and direction and not cleaned.get("partner") and not may_lead_elsewhere(activity, direction):
            self.add_error("partner", _("Studies and teaching are at a partner: choose one."))
        return cleaned
