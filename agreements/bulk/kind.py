"""Agreements, many at once: who keeps them, for which unit, whether the public sees them, tags, last day."""

from datetime import date

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Unit, User
from agreements.bulk.forms import AgreementBulkForm
from agreements.filters import AgreementFilter
from agreements.models import Agreement, Tag
from agreements.services.agreements import publish_agreement, update_agreement
from agreements.services.tags import set_tags
from core.bulk.kinds import BulkField, BulkKind, register
from core.errors import PortalError
from core.tags.bulk import TAGS, tags_of

KEEP = "agreements.change_agreement"


def names_of(model):
    """Words for keys of ``model``; of a row that is no more, that it was removed."""

    def words(keys):
        found = model.objects.in_bulk([key for key in keys if key is not None])
        return [(key, str(found.get(key, _("removed since"))) if key is not None else "—") for key in keys]

    return words


def days(values):
    return [(value, date_format(date.fromisoformat(value), "DATE_FORMAT") if value else "—") for value in values]


def yes_or_no(values):
    return [(value, _("yes") if value else _("no")) for value in values]


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@register
class AgreementsAtOnce(BulkKind):
    name = "agreements"
    title = gettext_lazy("agreements")
    model = Agreement
    right = KEEP
    list_url_name = "agreements:agreement_list"
    form_class = AgreementBulkForm
    fields = (
        BulkField("coordinator", gettext_lazy("Coordinator"), lambda row: row.coordinator_id, names_of(User)),
        BulkField("unit", gettext_lazy("Responsible unit"), lambda row: row.responsible_unit_id, names_of(Unit)),
        BulkField("published", gettext_lazy("On the public site"), lambda row: row.is_published, yes_or_no),
        TAGS,
        BulkField("ends_on", gettext_lazy("Last day"), lambda row: iso(row.ends_on), days),
    )

    def __init__(self):
        self._known: dict = {}

    def chosen(self, request, query):
        return AgreementFilter(query, queryset=Agreement.objects.visible_to(request.user), request=request).qs

    def fetched(self):
        return Agreement.objects.prefetch_related("parties__institution", "taggings")

    def label(self, agreement):
        return f"{agreement.partner_name} · {agreement}" if agreement.partner_name else str(agreement)

    def check(self, agreement, values):
        """The new coordinator may keep it, in the unit it has afterwards, by a role of their own."""
        key = values.get("coordinator")
        if key is None or key == agreement.coordinator_id:
            return
        unit = self._row(Unit, values.get("unit", agreement.responsible_unit_id))
        person = self._row(User, key)
        if not (person.is_active and person.rights.own.may(KEEP, unit)):
            words = {"person": person, "unit": unit}
            raise PortalError(_("%(person)s does not have the right to keep agreements of %(unit)s.") % words)

    def write(self, agreement, values, *, actor):
        fields = {}
        if "coordinator" in values:
            fields["coordinator"] = self._row(User, values["coordinator"])
        if "unit" in values:
            fields["responsible_unit"] = self._row(Unit, values["unit"])
        if "ends_on" in values:
            fields["ends_on"] = parse_date(values["ends_on"]) if values["ends_on"] else None
        if "published" in values and values["published"] != agreement.is_published:
            publish_agreement(agreement, actor=actor, is_published=values["published"])
        if "tags" in values and values["tags"] != tags_of(agreement):
            set_tags(agreement, actor=actor, tags=Tag.objects.filter(pk__in=values["tags"]))
        if any(getattr(agreement, name) != value for name, value in fields.items()):
            update_agreement(agreement, actor=actor, **fields)

    def _row(self, model, key: int | None):
        """The row with that key, looked up once for a whole bulk edit."""
        if key is None:
            return None
        if (model, key) not in self._known:
            self._known[model, key] = model.objects.filter(pk=key).first()
        if self._known[model, key] is None:
            raise PortalError(_("What it had before is not there any more."))
        return self._known[model, key]
