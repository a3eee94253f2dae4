"""The form of a request for support."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalModelForm
from mobility.enums import Direction, MobilityState
from mobility.models import Bip, Mobility, SupportRequest, SupportScheme
from mobility.support.enums import SupportKind, SupportState


class SupportRequestForm(PortalModelForm):
    """What is asked for one programme: support for it, or a place in it for one stay of ours."""

    kind = forms.ChoiceField(label=_("What is asked for"), choices=SupportKind, widget=forms.RadioSelect)

    class Meta:
        model = SupportRequest
        fields = ("scheme", "kind", "stay", "purpose", "is_announced")
        widgets = {"purpose": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "stay": _("For a place: whose it is. Stays of ours that belong to the programme are offered."),
            "purpose": _("For a programme: what the development contribution is used for."),
        }

    def __init__(self, *args, user, bip: Bip, **kwargs):
        super().__init__(*args, **kwargs)
        schemes = SupportScheme.objects.for_year(bip.academic_year)
        self.fields["scheme"].queryset = schemes
        self.fields["stay"].queryset = self._stays(user, bip)
        if not self.instance.pk:
            first = schemes.first()
            self.initial = {"scheme": first and first.pk, "kind": SupportKind.PROGRAMME, **self.initial}

    def _stays(self, user, bip: Bip):
        asked = SupportRequest.objects.filter(state__in=SupportState.standing, stay__isnull=False)
        taken = asked.exclude(pk=self.instance.pk).values("stay")
        stays = Mobility.objects.visible_to(user).filter(
            bip=bip, direction=Direction.OUTGOING, state__in=MobilityState.open
        )
        return stays.exclude(pk__in=taken).select_related("participant", "partner").order_by("sort_key", "pk")

    def clean(self):
        """A request for a programme names no stay."""
        cleaned = super().clean()
        if cleaned.get("kind") == SupportKind.PROGRAMME:
            cleaned["stay"] = None
        return cleaned
