"""Tags are made, and given to rows that have ``taggings``."""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from core import history
from core.errors import RightMissing
from core.tags.models import Tag

MAKE = "core.add_tag"


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


def write_taggings(taggings, tags: Collection[Tag]):
    """Make the tags of a row those given; ``taggings`` is its related manager. Inside the caller's act."""
    wanted, present = {tag.pk for tag in tags}, set(taggings.values_list("tag", flat=True))
    taggings.filter(tag__in=present - wanted).delete()
    owner = {taggings.field.name: taggings.instance}
    taggings.model.objects.bulk_create(taggings.model(**owner, tag_id=key) for key in sorted(wanted - present))
