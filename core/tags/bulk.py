"""Tags as one of the things that are changed in many rows at once."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.bulk.kinds import BulkField
from core.tags.models import Tag


def tags_of(row) -> list[int]:
    return sorted(tagging.tag_id for tagging in row.taggings.all())


def names_of_tags(lists):
    names = {tag.pk: tag.name for tag in Tag.objects.filter(pk__in={key for keys in lists for key in keys})}
    return [(keys, ", ".join(sorted(names.get(key, _("removed since")) for key in keys)) or "—") for keys in lists]


def with_and_without(present: list[int], wanted: dict) -> list[int]:
    return sorted((set(present) | set(wanted["give"])) - set(wanted["take"]))


TAGS = BulkField("tags", gettext_lazy("Tags"), tags_of, names_of_tags, with_and_without)
