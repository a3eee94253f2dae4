"""Units as audiences: everybody with a role in the unit or in one below it."""

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from accounts.models import Membership, Unit
from core.audiences import Audiences, register


def including(user, field: str) -> Q:
    within = Concat(Value("/"), OuterRef(field), Value("/"))
    return ~Q(**{field: ""}) & Q(Exists(Membership.objects.filter(user=user, unit__path__contains=within)))


def offered(user, right: str) -> list[tuple[str, str]]:
    """Units in which the person has the right; the whole university is everyone."""
    units = Unit.objects.where(user, right).filter(is_active=True).order_by("path")
    return [
        (str(unit.pk), unit.name if unit.parent_id else _("Everyone at %(unit)s") % {"unit": unit}) for unit in units
    ]


register(Audiences(including, offered))
