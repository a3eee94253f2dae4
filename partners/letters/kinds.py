"""What one writes to partners about: the partners themselves, or rows of an upper room that lead to partners.

An upper room registers its kind in a module ``writing``; lists, mailings and the correspondence know it by its name.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Unit
from core.errors import PortalError
from core.placeholders import Placeholder
from partners.filters import InstitutionFilter
from partners.letters.querysets import WRITE
from partners.models import Institution

Groups = tuple[tuple[str | Promise, tuple[Placeholder, ...]], ...]


@dataclass(frozen=True)
class WriteRow:
    """One chosen row and the partner it leads to. ``refusal`` says why this person does not write about it."""

    key: int
    title: str
    url: str
    institution: Institution
    thing: Any = None
    unit: Unit | None = None
    refusal: str = ""


class WritingKind:
    """One kind of rows. Their keys come from a list (``chosen``), and ``rows`` says what writing about them means."""

    name = ""
    title: str | Promise = ""
    list_url_name = ""
    placeholders: Groups = ()

    def chosen(self, request, query):
        """The rows that the list shows this person for ``query`` (a QueryDict)."""
        raise NotImplementedError

    def rows(self, keys: Collection[int], user) -> list[WriteRow]:
        """What ``user`` may see of the rows, in a constant number of queries, refused ones too."""
        raise NotImplementedError


_kinds: dict[str, WritingKind] = {}
_reaches: list[Callable] = []


def register(kind: WritingKind):
    _kinds[kind.name] = kind


def register_reach(partners_of: Callable):
    """``partners_of(user)`` gives the keys of partners whom ``user`` may write to by rights in a unit."""
    _reaches.append(partners_of)


def kind_named(name: str) -> WritingKind:
    """Raises ``PortalError`` for a kind there is not."""
    if name not in _kinds:
        raise PortalError(_("One does not write to partners about this."))
    return _kinds[name]


def every_kind() -> list[WritingKind]:
    return list(_kinds.values())


def within_reach(user, keys: Collection[int]) -> set[int]:
    """Those of the partners ``keys`` whom ``user`` may write to."""
    if user.rights.everywhere(WRITE):
        return set(keys)
    return {key for reach in _reaches for key in reach(user, keys)}


class PartnersKind(WritingKind):
    name = "partners"
    title = gettext_lazy("partners")
    list_url_name = "partners:institution_list"

    def chosen(self, request, query):
        return InstitutionFilter(query, queryset=Institution.objects.visible_to(request.user), request=request).qs

    def rows(self, keys, user):
        found = Institution.objects.visible_to(user).filter(pk__in=keys).select_related("country")
        allowed = within_reach(user, keys)
        return [
            WriteRow(
                key=institution.pk,
                title=institution.name,
                url=institution.get_absolute_url(),
                institution=institution,
                refusal=self._refusal(institution, is_allowed=institution.pk in allowed),
            )
            for institution in found
        ]

    @staticmethod
    def _refusal(institution: Institution, *, is_allowed: bool) -> str:
        if institution.is_home:
            return _("This is our own university.")
        return "" if is_allowed else _("Your units have no agreement with it: the international office writes to it.")


register(PartnersKind())
