"""What work plans and activities are found by, kept in step with their partners."""

from collections.abc import Iterable

from agreements.models import Party
from cooperation.models import Activity, ActivityPartner, ConsortiumMember, Proposal, WorkPlan
from cooperation.proposals.search_text import prepare_proposal
from core.search_text import fold_all
from partners.models import Institution

BATCH = 500


def prepare_plan(plan: WorkPlan):
    """Set the column that search reads; the caller saves."""
    parties = plan.agreement.parties.filter(is_home=False).select_related("institution")
    plan.search_text = fold_all(
        plan.title, plan.agreement.title, plan.agreement.number, *(_names(party.institution) for party in parties)
    )


def prepare_activity(activity: Activity):
    """Set the column that search reads; the caller saves."""
    rows = activity.partners.select_related("institution") if activity.pk else ()
    country = activity.country
    activity.search_text = fold_all(
        *(activity.title, activity.reference, activity.specialisation, activity.place, activity.city),
        *((country.name_en, country.name_sv) if country else ()),
        *(_names(row.institution) for row in rows),
    )


def _names(institution: Institution) -> str:
    return f"{institution.name} {institution.native_name} {institution.erasmus_code}"


def renew_after_institution_change(institution_ids: Iterable[int]):
    """Write the words anew of what partners take part in whose names have changed."""
    keys = list(institution_ids)
    parts = ActivityPartner.objects.filter(institution__in=keys).values("activity")
    activities = Activity.objects.filter(pk__in=parts).select_related("country").prefetch_related("partners")
    _renew(Activity, activities, prepare_activity)
    parties = Party.objects.filter(institution__in=keys).values("agreement")
    _renew(WorkPlan, WorkPlan.objects.filter(agreement__in=parties).select_related("agreement"), prepare_plan)
    members = ConsortiumMember.objects.filter(institution__in=keys).values("proposal")
    _renew(Proposal, Proposal.objects.filter(pk__in=members).select_related("call"), prepare_proposal)


def _renew(model, rows, prepare):
    batch = []
    for row in rows.order_by("pk").iterator(chunk_size=BATCH):
        prepare(row)
        batch.append(row)
        if len(batch) == BATCH:
            model.objects.bulk_update(batch, ["search_text"])
            batch = []
    model.objects.bulk_update(batch, ["search_text"])
