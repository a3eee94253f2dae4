"""An amendment takes effect: what it proposes is written to its agreement, and what stood before is kept."""

from django.db import transaction
from django.utils.translation import gettext as _

from agreements import rules
from agreements.amendments.workflow import amendment_workflow
from agreements.models import Agreement, Amendment, Condition, ProposedCondition
from agreements.services.conditions import write_condition
from agreements.services.proposals import store, values_of, whole_proposals
from agreements.subjects import lock


@transaction.atomic
def apply_amendment(amendment: Amendment, *, actor=None) -> Amendment:
    """Write what a signed amendment proposes to the agreement, in one act with its move to “in effect”."""
    fresh = lock(amendment)
    agreement = fresh.agreement

    def write(locked):
        _keep_what_stood(locked, agreement)
        for proposal in whole_proposals(locked):
            _write_proposal(proposal, agreement)
        _write_terms(locked, agreement)

    note = _("By amendment %(number)s") % {"number": fresh.number}
    return amendment_workflow.perform("take_effect", fresh, actor=actor, note=note, also=write)


def _keep_what_stood(amendment: Amendment, agreement: Agreement):
    amendment.old_ends_on, amendment.old_tuition_waived = agreement.ends_on, agreement.tuition_waived
    amendment.save(update_fields=["old_ends_on", "old_tuition_waived"])
    for proposal in amendment.proposals.filter(is_before=False, condition__isnull=False):
        store(amendment, proposal.condition, values_of(proposal.condition), proposal.position, is_before=True)


def _write_proposal(proposal: ProposedCondition, agreement: Agreement):
    if proposal.is_removal:
        if proposal.condition:
            proposal.condition.delete()
        return
    condition = proposal.condition or Condition(agreement=agreement)
    written = write_condition(condition, agreement, values_of(proposal))
    if proposal.condition_key is None:
        proposal.condition_key = written.pk
        proposal.save(update_fields=["condition_key"])


def _write_terms(amendment: Amendment, agreement: Agreement):
    changed = []
    if amendment.new_ends_on is not None:
        agreement.ends_on, agreement.is_open_ended = amendment.new_ends_on, False
        agreement.notice_on = rules.notice_date(agreement.notice_rule, agreement.notice_months, agreement.ends_on)
        changed += ["ends_on", "is_open_ended", "notice_on"]
    if amendment.new_tuition_waived is not None:
        agreement.tuition_waived = amendment.new_tuition_waived
        changed.append("tuition_waived")
    agreement.save(update_fields=[*changed, "updated_at"])
