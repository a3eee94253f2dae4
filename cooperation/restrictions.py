"""Partners under restriction (DD-06, DD-07): nothing new is planned with them unless the office says why all the same.

What exists stays, is shown as suspended with the reason, and cannot be confirmed or agreed without such a word either.
An override of a work plan holds for its activities, too. What was over before the restriction began is history, and may
be written down.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cooperation.models import Activity, ActivityPartner, RestrictionOverride, WorkPlan
from cooperation.rights import OVERRIDE
from core import history
from core.errors import RightMissing
from partners.due_diligence import standings_of
from partners.models import Institution
from partners.standing import Restriction

history.describe("cooperation.override", gettext_noop("let it go on with a partner under restriction"))


@dataclass(frozen=True)
class Suspension:
    """One partner under restriction in a plan or an activity; ``override`` is the office's word, if there is one."""

    institution: Institution
    restriction: Restriction
    override: RestrictionOverride | None = None

    @property
    def holds(self) -> bool:
        return self.override is None

    @property
    def reason(self) -> str:
        return self.restriction.reason

    @property
    def sentence(self) -> str:
        words = {"partner": self.institution, "reason": self.reason}
        return _("Nothing new can be planned with %(partner)s. %(reason)s") % words


class PartnerRestricted(ValidationError):
    """Planning was refused because of partners under restriction; the office may repeat it with a reason."""

    def __init__(self, field: str, suspensions: list[Suspension]):
        self.suspensions = suspensions
        super().__init__({field: [each.sentence for each in suspensions]})


def partners_of_agreement(agreement) -> list[Institution]:
    return [party.institution for party in agreement.partner_parties] if agreement else []


def partners_of_activity(activity: Activity) -> list[Institution]:
    """Those who take part; where nobody was named yet, those with whom the agreement is."""
    named = [row.institution for row in activity.partners.select_related("institution")]
    return named or partners_of_agreement(activity.agreement)


def suspensions_of_plan(plan: WorkPlan) -> list[Suspension]:
    overrides = RestrictionOverride.objects.filter(plan=plan)
    return _suspensions(partners_of_agreement(plan.agreement), overrides, until=plan.ends_on)


def suspensions_of_activity(activity: Activity) -> list[Suspension]:
    return _suspensions(
        partners_of_activity(activity),
        overrides_for(activity),
        until=activity.ends_on,
        is_eu_programme=activity.project_id is not None,
    )


def overrides_for(activity: Activity):
    """Its own, and those of the work plan it carries out."""
    own = RestrictionOverride.objects.filter(activity=activity) if activity.pk else RestrictionOverride.objects.none()
    return own | RestrictionOverride.objects.filter(plan=activity.plan_id) if activity.plan_id else own


def restrictions_on(institutions: Iterable[Institution], *, is_eu_programme: bool = False) -> dict[int, Restriction]:
    """By key of the institution, the first restriction that holds; in a constant number of queries."""
    found: dict[int, Restriction] = {}
    for key, standing in standings_of(institutions).items():
        for restriction in standing.restrictions:
            if restriction.holds and (is_eu_programme or not restriction.is_for_eu_programmes):
                found.setdefault(key, restriction)
    return found


def keys_of_restricted() -> list[int]:
    """The keys of those who take part in activities and with whom nothing new is planned today."""
    taking_part = Institution.objects.filter(pk__in=ActivityPartner.objects.values("institution"))
    return list(restrictions_on(taking_part))


def _suspensions(
    institutions: list[Institution], overrides, *, until: date, is_eu_programme: bool = False
) -> list[Suspension]:
    """``until``: the last day of what is planned with the institutions."""
    found = restrictions_on(institutions, is_eu_programme=is_eu_programme)
    restricted = {key: restriction for key, restriction in found.items() if restriction.since <= until}
    if not restricted:
        return []
    known = {row.institution_id: row for row in overrides.select_related("given_by")}
    return [Suspension(each, restricted[each.pk], known.get(each.pk)) for each in institutions if each.pk in restricted]


def refuse_or_override(
    about: WorkPlan | Activity, suspensions: list[Suspension], *, field: str, actor, override_reason: str
):
    """Raise ``PartnerRestricted`` for those nobody let go on; with a reason of the office, keep it for each of them.

    Raises ``RightMissing`` where somebody else gives one. Called inside the transaction that saved ``about``.
    """
    holding = [each for each in suspensions if each.holds]
    if not holding:
        return
    if not override_reason.strip():
        raise PartnerRestricted(field, holding)
    if not actor.has_perm(OVERRIDE):
        raise RightMissing(_("Only the international office goes on with a partner under restriction."))
    key = "plan" if isinstance(about, WorkPlan) else "activity"
    with history.action("cooperation.override", actor=actor, note=override_reason, right=OVERRIDE):
        for each in holding:
            row = RestrictionOverride(institution=each.institution, restriction=each.reason, given_by=actor)
            row.reason, row.given_by_name = override_reason.strip(), str(actor)
            setattr(row, key, about)
            row.full_clean()
            row.save()


def what_suspends(suspensions: list[Suspension]) -> str | None:
    """The guard's sentence; None where nothing holds it up."""
    sentences = [each.sentence for each in suspensions if each.holds]
    return " ".join(sentences) or None


def may_override(user, suspensions: list[Suspension]) -> bool:
    """Whether something is held up that ``user`` could let go on."""
    return any(each.holds for each in suspensions) and user.has_perm(OVERRIDE)
