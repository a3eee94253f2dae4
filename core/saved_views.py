"""The filters of a list that a person keeps as tabs."""

import re

from django.http import QueryDict
from django.utils.translation import gettext as _

from core.errors import PortalError
from core.models import SavedView

MOST_OF_ONE_LIST = 20
CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
LONGEST_QUERY = int(SavedView._meta.get_field("query").max_length or 0)


def keep_view(*, actor, list_name: str, name: str, query: str) -> SavedView:
    """Keep the filters of ``query`` as a tab of ``actor``'s; a name used before takes the new filters."""
    filters = QueryDict(query, mutable=True)
    filters.pop("page", None)
    name, query = CONTROLS.sub("", name).strip(), filters.urlencode()
    if not name:
        raise PortalError(_("Give the view a name."))
    if not query or "%00" in query or len(query) > LONGEST_QUERY:
        raise PortalError(_("Choose some filters first: a view keeps them under a name."))
    kept = SavedView.objects.filter(owner=actor, list_name=list_name)
    if kept.exclude(name=name).count() >= MOST_OF_ONE_LIST:
        raise PortalError(_("There are %(count)s saved views already; remove one first.") % {"count": MOST_OF_ONE_LIST})
    view, _created = kept.update_or_create(
        name=name[:60],
        defaults={"query": query},
        create_defaults={"query": query, "owner": actor, "list_name": list_name},
    )
    return view


def remove_view(view: SavedView):
    """Take a tab off; its rows are untouched."""
    view.delete()
