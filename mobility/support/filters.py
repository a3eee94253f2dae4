"""The filters of the list of requests for support."""

from django.utils.translation import gettext_lazy as _

from core.filters import ChoicesFilter, PortalFilterSet, remembered_options
from mobility.bips.filters import every_year
from mobility.models import SupportRequest, SupportScheme
from mobility.support.enums import SupportKind, SupportState


def every_scheme():
    return remembered_options("support-schemes", lambda: ((row.pk, row.name) for row in SupportScheme.objects.all()))


class SupportFilter(PortalFilterSet):
    search_name = ""
    without_chip = ()

    kind = ChoicesFilter(choices=SupportKind.choices, label=_("What is asked for"))
    state = ChoicesFilter(choices=SupportState.choices, label=_("State"))
    year = ChoicesFilter(field_name="bip__academic_year", choices=every_year, label=_("Academic year"))
    scheme = ChoicesFilter(choices=every_scheme, label=_("Support"))

    class Meta:
        model = SupportRequest
        fields = []
