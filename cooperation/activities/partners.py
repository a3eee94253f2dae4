"""Every write to who takes part in activities: institutions, and people by name."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cooperation.activities.enums import PartnerRole
from cooperation.activities.keeping_rights import lock_activity
from cooperation.models import Activity, ActivityPartner
from cooperation.restrictions import refuse_or_override, suspensions_of_activity
from cooperation.rights import CHANGE
from cooperation.search_text import prepare_activity
from core import history
from core.versions import refuse_if_changed
from partners.models import Institution

MOST_PARTNERS = 60

history.describe("activity.partners", gettext_noop("changed the partners"))


@dataclass(frozen=True)
class PartnerValues:
    """One row of the table of partners."""

    institution: Institution
    role: str = PartnerRole.CO_ORGANISER
    partner_unit: str = ""


@transaction.atomic
def save_partners(
    activity: Activity, *, actor, rows: Iterable[PartnerValues], seen_at=None, override_reason: str = ""
) -> Activity:
    """Make ``rows`` the partners of the activity: those not named go.

    Raises ``ValidationError`` for one that stands twice or is ourselves, and ``PartnerRestricted`` for one that is new
    here and under restriction, unless the office says why.
    """
    locked = lock_activity(activity, actor)
    refuse_if_changed(locked, seen_at)
    before = set(locked.partners.values_list("institution", flat=True))
    with history.action("activity.partners", actor=actor, right=CHANGE, about=locked):
        write_partners(locked, list(rows))
        prepare_activity(locked)
        locked.save(update_fields=["search_text", "updated_at"])
    added = [each for each in suspensions_of_activity(locked) if each.institution.pk not in before]
    refuse_or_override(locked, added, field="partners", actor=actor, override_reason=override_reason)
    return locked


def write_partners(activity: Activity, rows: list[PartnerValues]):
    """Called inside the transaction and the act of a service. Raises ``ValidationError``."""
    _refuse_faults(rows)
    known = {row.institution_id: row for row in activity.partners.all()}
    kept = []
    for position, values in enumerate(rows):
        row = known.get(values.institution.pk) or ActivityPartner(activity=activity, institution=values.institution)
        before = (row.role, row.partner_unit, row.position)
        row.role, row.partner_unit, row.position = values.role, values.partner_unit.strip(), position
        row.full_clean()
        if row.pk is None or before != (row.role, row.partner_unit, row.position):
            row.save()
        kept.append(row.pk)
    activity.partners.exclude(pk__in=kept).delete()


def _refuse_faults(rows: list[PartnerValues]):
    if len(rows) > MOST_PARTNERS:
        raise ValidationError({"partners": _("At most %(most)d partners.") % {"most": MOST_PARTNERS}})
    seen = set()
    for row in rows:
        if row.institution.is_home:
            raise ValidationError({"partners": _("We ourselves always take part: name the others alone.")})
        if row.institution.pk in seen:
            words = {"partner": row.institution}
            raise ValidationError({"partners": _("%(partner)s stands twice: one row is enough.") % words})
        seen.add(row.institution.pk)
