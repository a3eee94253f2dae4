"""How what hangs on a partner, its contacts and other names, is put back as it was; or what one does instead."""

from django.utils.translation import gettext_lazy as _

from core.moments.rows import Hanging, Keepers, RowKeeper, StaysAsItIs
from core.tags.models import Tag
from partners.models import Alias, Assessment, Contact, FormerCode, Merge, PartnerTagging, SetAside
from partners.services import remove_contact, save_contact, update_institution
from partners.services.tags import set_partner_tags

DERIVED = ("search_text", "search_vector")


class ContactKeeper(RowKeeper):
    def put_back(self, row: Hanging, *, actor, is_confirmed: bool):
        present = Contact.objects.filter(pk=row.key[1], institution=row.obj).first()
        if row.was is None:
            if present:
                remove_contact(present, actor=actor)
            return
        contact = present or Contact(institution=row.obj)
        for name, value in row.was.values.items():
            if name not in ("id", "institution_id", *DERIVED):
                setattr(contact, name, value)
        save_contact(contact, actor=actor)


class AliasKeeper(RowKeeper):
    def put_back(self, row: Hanging, *, actor, is_confirmed: bool):
        now, was = (each.values["name"] if each else None for each in (row.now, row.was))
        names = [name for name in row.obj.aliases.values_list("name", flat=True) if name != now]
        update_institution(row.obj, actor=actor, aliases=[*names, *([was] if was else [])])


class TagKeeper(RowKeeper):
    def refusal(self, row: Hanging) -> str:
        stale = Tag.objects.filter(pk=row.was.values["tag_id"], is_active=False).first() if row.was else None
        return _("The tag “%(name)s” is no longer given.") % {"name": stale} if stale else ""

    def put_back(self, row: Hanging, *, actor, is_confirmed: bool):
        now, was = ({each.values["tag_id"]} if each else set() for each in (row.now, row.was))
        keys = (set(row.obj.taggings.values_list("tag", flat=True)) - now) | was
        set_partner_tags(row.obj, actor=actor, tags=Tag.objects.filter(pk__in=keys))


KEEPERS: Keepers = {
    Contact: ContactKeeper(),
    Alias: AliasKeeper(),
    PartnerTagging: TagKeeper(),
    FormerCode: StaysAsItIs(_("A former code stays, so that imports go on knowing it.")),
    Merge: StaysAsItIs(_("A merger is undone on its own page, for thirty days.")),
    SetAside: StaysAsItIs(_("A restriction is set aside, and holds again, among the due diligence.")),
    Assessment: StaysAsItIs(_("An assessment is changed or withdrawn on its own page.")),
}
