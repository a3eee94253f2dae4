"""Tags of agreements: given and taken off with an entry in the history, found by search."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from agreements.models import Agreement, Tag, Tagging
from agreements.search_text import prepare_for_search, renew_search_text
from core import history
from core.errors import RightMissing

CHANGE = "agreements.change_agreement"


@transaction.atomic
def set_tags(agreement: Agreement, *, actor, tags: Collection[Tag]) -> Agreement:
    """Make the tags of the agreement those given."""
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if actor is not None and not actor.has_perm(CHANGE, locked):
        words = {"unit": locked.responsible_unit}
        raise RightMissing(_("You do not have the right to do this for the unit “%(unit)s”.") % words)
    wanted = {tag.pk for tag in tags}
    present = set(locked.taggings.values_list("tag", flat=True))
    with history.action("agreement.tags", actor=actor, right=CHANGE, about=locked):
        locked.taggings.filter(tag__in=present - wanted).delete()
        Tagging.objects.bulk_create(Tagging(agreement=locked, tag_id=key) for key in sorted(wanted - present))
        prepare_for_search(locked)
        locked.save(update_fields=["search_text", "updated_at"])
    return locked


def renew_after_tag_change(tag: Tag):
    """A tag has another name: the agreements that have it are found by that one."""
    renew_search_text(Agreement.objects.filter(taggings__tag=tag))
