"""By what key figures can be divided beside unit and year, where their definitions name it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from agreements.enums import AgreementKind
from mobility.enums import Activity
from reference.models import Country


@dataclass(frozen=True)
class Division:
    """By the values of ``field`` of the counted rows, among those that ``only`` leaves; ``words`` are theirs by value.

    A row with several values stands at each of them.
    """

    name: str
    label: str | Promise
    part_label: str | Promise
    field: str
    words: Callable[[Iterable[Any]], dict[Any, str]]
    only: Q | None = None


BY_KIND = Division(
    "kind", _("By kind"), _("Kind"), "kind", lambda keys: {key: AgreementKind(key).short for key in keys}
)
BY_COUNTRY = Division(
    "country",
    _("By country"),
    _("Country"),
    "parties__institution__country",
    lambda keys: {key: country.name for key, country in Country.objects.in_bulk(list(keys)).items()},
    only=Q(parties__is_home=False),
)
BY_COORDINATOR = Division(
    "coordinator",
    _("By coordinator"),
    _("Coordinator"),
    "coordinator",
    lambda keys: {key: str(person) for key, person in User.objects.in_bulk(list(keys)).items()},
)
BY_ACTIVITY = Division(
    "activity",
    _("By activity"),
    _("Activity"),
    "activity",
    lambda keys: {key: str(Activity(key).label) for key in keys},
)
