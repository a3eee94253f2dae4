"""Tags of partners: given and taken off with an entry in the history."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from core import history
from core.errors import RightMissing
from core.tags.models import Tag
from core.tags.services import write_taggings
from partners.models import Institution
from partners.services.institutions import CHANGE, refuse_if_merged


@transaction.atomic
def set_partner_tags(institution: Institution, *, actor, tags: Collection[Tag]) -> Institution:
    """Make the tags of the partner those given."""
    if actor is not None and not actor.has_perm(CHANGE):
        raise RightMissing(_("You do not have the right to change partners."))
    locked = Institution.objects.select_for_update().get(pk=institution.pk)
    refuse_if_merged(locked)
    with history.action("partner.tags", actor=actor, right=CHANGE):
        write_taggings(locked.taggings, tags)
        locked.save(update_fields=["updated_at"])
    return locked
