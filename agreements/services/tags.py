"""Tags of agreements: made, given, taken off and merged with an entry in the history, found by search."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import Agreement, Tag, Tagging
from agreements.search_text import prepare_for_search, renew_search_text
from core import history
from core.errors import PortalError, RightMissing
from core.tags.services import write_taggings
from partners.models import Institution, PartnerTagging

CHANGE = "agreements.change_agreement"
ADMINISTER = "core.administer"


@transaction.atomic
def set_tags(agreement: Agreement, *, actor, tags: Collection[Tag]) -> Agreement:
    """Make the tags of the agreement those given."""
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if actor is not None and not actor.has_perm(CHANGE, locked):
        words = {"unit": locked.responsible_unit}
        raise RightMissing(_("You do not have the right to do this for the unit “%(unit)s”.") % words)
    with history.action("agreement.tags", actor=actor, right=CHANGE, about=locked):
        write_taggings(locked.taggings, tags)
        prepare_for_search(locked)
        locked.save(update_fields=["search_text", "updated_at"])
    return locked


def renew_after_tag_change(tag: Tag):
    """A tag has another name: the agreements that have it are found by that one."""
    renew_search_text(Agreement.objects.filter(taggings__tag=tag))


@transaction.atomic
def merge_tags(tag: Tag, into: Tag, *, actor) -> int:
    """Give ``into`` to every agreement and partner that has ``tag``, which is then out of use; returns how many."""
    if actor is not None and not actor.has_perm(ADMINISTER):
        raise RightMissing(_("Tags are merged by administrators."))
    locked = {row.pk: row for row in Tag.objects.select_for_update().filter(pk__in=[tag.pk, into.pk]).order_by("pk")}
    if len(locked) < 2:
        raise PortalError(_("Choose another tag that is still there."))
    with history.action("tags.merge", actor=actor, note=f"{tag} → {into}"):
        agreements = _moved(Tagging, "agreement", locked[tag.pk], locked[into.pk])
        partners = _moved(PartnerTagging, "institution", locked[tag.pk], locked[into.pk])
        locked[tag.pk].is_active = False
        locked[tag.pk].save(update_fields=["is_active"])
        Agreement.objects.filter(pk__in=agreements).update(updated_at=timezone.now())
        Institution.objects.filter(pk__in=partners).update(updated_at=timezone.now())
    renew_search_text(Agreement.objects.filter(pk__in=agreements))
    return len(agreements) + len(partners)


def _moved(model, owner: str, tag: Tag, into: Tag) -> list[int]:
    """Rows of ``model`` with ``tag`` have ``into`` instead; the keys of their owners."""
    keys = list(model.objects.filter(tag=tag).values_list(owner, flat=True))
    have = set(model.objects.filter(tag=into).values_list(owner, flat=True))
    model.objects.bulk_create(model(**{f"{owner}_id": key}, tag=into) for key in keys if key not in have)
    model.objects.filter(tag=tag).delete()
    return keys
