"""What a merger of two partners does with mobility: every stay there goes on at the survivor."""

from django.utils.translation import ngettext

from mobility.models import Mobility
from partners.dependants import Dependant, register


def _stays(count: int) -> str:
    return ngettext("%(count)s mobility", "%(count)s mobilities", count) % {"count": count}


register(Dependant(Mobility, ("partner",), _stays, order=20))
