"""Tags of agreements: made, given, taken off and merged with an entry in the history, found by search."""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import Agreement, Tag, Tagging
from agreements.search_text import prepare_for_search, renew_search_text
from core import history
from core.errors import PortalError, RightMissing

CHANGE = "agreements.change_agreement"
MAKE = "agreements.add_tag"
ADMINISTER = "core.administer"


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


@transaction.atomic
def tags_named(names: Iterable[str], *, actor) -> list[Tag]:
    """The tags of these names, whatever their case; those there are not are made. One out of use is given again."""
    found = []
    for name in names:
        tag = Tag.objects.select_for_update().filter(name__iexact=name).first()
        if tag is None or not tag.is_active:
            if actor is not None and not actor.has_perm(MAKE):
                raise RightMissing(_("You do not have the right to make tags."))
            tag = tag or Tag(name=name)
            tag.is_active = True
            with history.action("created", actor=actor, right=MAKE):
                tag.save()
        found.append(tag)
    return found


@transaction.atomic
def merge_tags(tag: Tag, into: Tag, *, actor) -> int:
    """Give ``into`` to every agreement that has ``tag``, which is then out of use; returns how many there were."""
    if actor is not None and not actor.has_perm(ADMINISTER):
        raise RightMissing(_("Tags are merged by administrators."))
    locked = {row.pk: row for row in Tag.objects.select_for_update().filter(pk__in=[tag.pk, into.pk]).order_by("pk")}
    if len(locked) < 2:
        raise PortalError(_("Choose another tag that is still there."))
    keys = list(locked[tag.pk].taggings.values_list("agreement", flat=True))
    have = set(locked[into.pk].taggings.values_list("agreement", flat=True))
    with history.action("agreement.tags_merged", actor=actor, note=f"{tag} → {into}"):
        Tagging.objects.bulk_create(Tagging(agreement_id=key, tag=locked[into.pk]) for key in keys if key not in have)
        locked[tag.pk].taggings.all().delete()
        locked[tag.pk].is_active = False
        locked[tag.pk].save(update_fields=["is_active"])
        Agreement.objects.filter(pk__in=keys).update(updated_at=timezone.now())
    renew_search_text(Agreement.objects.filter(pk__in=keys))
    return len(keys)
