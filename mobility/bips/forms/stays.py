from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from mobility.enums import MobilityState, SchemeCode
from mobility.models import Bip, Mobility
from mobility.rules.bips import ACTIVITIES


class StayForm(PortalForm):
    """A stay of the academic year that may belong to a programme and to none yet."""

    stay = forms.ModelChoiceField(Mobility.objects.none(), label=_("Stay"))

    def __init__(self, *args, user, bip: Bip, **kwargs):
        super().__init__(*args, **kwargs)
        stays = Mobility.objects.editable_by(user).filter(
            academic_year=bip.academic_year,
            activity__in=ACTIVITIES,
            scheme__rules=SchemeCode.KA131,
            state__in=MobilityState.open,
            bip=None,
        )
        self.fields["stay"].queryset = stays.select_related("participant", "partner").order_by("sort_key", "pk")
        self.fields["stay"].help_text = _(
            "Short blended stays and staff stays of %(year)s that belong to no programme yet."
        ) % {"year": bip.year}
