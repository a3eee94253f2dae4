"""The filters of a list that a person keeps as tabs, alone or with colleagues."""

import re

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from core import audiences
from core.errors import PortalError, RightMissing
from core.models import SavedView

MOST_OF_ONE_LIST = 20
CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
LONGEST_QUERY = int(SavedView._meta.get_field("query").max_length or 0)


def keep_view(*, actor, list_name: str, name: str, query: str) -> SavedView:
    """Keep the filters of ``query`` as a tab of ``actor``'s; a name used before takes the new filters."""
    filters = QueryDict(query, mutable=True)
    filters.pop("page", None)
    name, query = _clean_name(name), filters.urlencode()
    if not query or "%00" in query or len(query) > LONGEST_QUERY:
        raise PortalError(_("Choose some filters first: a view keeps them under a name."))
    kept = SavedView.objects.filter(owner=actor, list_name=list_name)
    if kept.exclude(name=name).count() >= MOST_OF_ONE_LIST:
        raise PortalError(_("There are %(count)s saved views already; remove one first.") % {"count": MOST_OF_ONE_LIST})
    view, _created = kept.update_or_create(
        name=name,
        defaults={"query": query},
        create_defaults={"query": query, "owner": actor, "list_name": list_name},
    )
    return view


def _clean_name(name: str) -> str:
    name = CONTROLS.sub("", name).strip()[:60]
    if not name:
        raise PortalError(_("Give the view a name."))
    return name


@transaction.atomic
def change_view(view: SavedView, *, actor, name: str, audience: str, is_default: bool) -> SavedView:
    """Rename a view, share it, open its list with it. An audience it has may stay, another must be the actor's to give.

    Raises ``PortalError`` for a name that is taken, ``RightMissing`` for an audience that is not offered.
    """
    list(SavedView.objects.select_for_update().filter(owner=view.owner, list_name=view.list_name).order_by("pk"))
    locked = SavedView.objects.editable_by(actor).filter(pk=view.pk).first()
    if locked is None:
        raise PortalError(_("The view was removed meanwhile."))
    offered = {"", locked.audience, *(key for key, _name in audiences.offered(actor))}
    if audience not in offered:
        raise RightMissing(_("You do not have the right to share views with this unit."))
    siblings = SavedView.objects.filter(owner=locked.owner, list_name=locked.list_name).exclude(pk=locked.pk)
    name = _clean_name(name)
    if siblings.filter(name=name).exists():
        raise PortalError(_("There is a view of this name already."))
    if is_default:
        siblings.update(is_default=False)
    locked.name, locked.audience, locked.is_default = name, audience, is_default
    locked.save(update_fields=["name", "audience", "is_default"])
    return locked


def take_over_view(view: SavedView, *, actor) -> SavedView:
    """A copy of a colleague's view, one's own from now on."""
    return keep_view(actor=actor, list_name=view.list_name, name=view.name, query=view.query)


def remove_view(view: SavedView):
    """Take a tab off, for all who have it; its rows are untouched."""
    view.delete()
