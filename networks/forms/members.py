"""The form of a membership."""

from django.utils.translation import gettext_lazy as _

from core.forms import PortalModelForm
from networks.forms.institutions import InstitutionField
from networks.models import NetworkMembership


class MemberForm(PortalModelForm):
    """Who belongs to the network, as what, from when to when; of a membership that is there, who it is stays."""

    institution = InstitutionField(
        label=_("Institution"), help_text=_("Its name, Erasmus code, PIC, OID or SCHAC code.")
    )

    class Meta:
        model = NetworkMembership
        fields = ("role", "role_note", "since", "until", "is_confirmed", "source")
        help_texts = {
            "role_note": _("What the role says in their own words."),
            "since": _("Left empty: nobody knows."),
            "until": _("The last day, included. Left empty: no end is set."),
            "is_confirmed": _("Taken off where it is only assumed."),
        }

    field_order = ("institution", "role", "role_note", "since", "until", "is_confirmed", "source")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["institution"]
