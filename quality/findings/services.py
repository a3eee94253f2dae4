"""Every write to the findings of a dialogue; what reviewers write themselves: ``quality.reviews``."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError
from core.versions import refuse_if_changed
from quality.enums import FindingKind
from quality.followups.services import lock_to_run
from quality.models import Finding, FollowUp
from quality.querysets import RUN
from quality.reviews.reporting import refuse_criterion_of_others

history.describe("finding.add", gettext_noop("wrote down a finding"))
history.describe("finding.change", gettext_noop("changed a finding"))
history.describe("finding.remove", gettext_noop("removed a finding"))


@transaction.atomic
def add_finding(follow_up: FollowUp, *, actor, **fields) -> Finding:
    """A finding with the next number. Raises ``ValidationError``; ``PortalError`` where the follow-up is over."""
    locked = lock_to_run(follow_up, actor)
    last = locked.findings.aggregate(last=Max("number"))["last"] or 0
    finding = Finding(follow_up=locked, number=last + 1, **fields)
    _check(finding)
    with history.action("finding.add", actor=actor, right=RUN, about=locked):
        finding.save()
    return finding


@transaction.atomic
def change_finding(finding: Finding, *, actor, seen_at=None, **fields) -> Finding:
    """Write the given fields; the answer and the reason for doing nothing are among them."""
    locked_follow_up, locked = _lock(finding, actor)
    refuse_if_changed(locked, seen_at)
    for name, value in fields.items():
        setattr(locked, name, value)
    _check(locked)
    with history.action("finding.change", actor=actor, right=RUN, about=locked_follow_up):
        locked.save(update_fields=[*fields, "updated_at"])
    return locked


@transaction.atomic
def remove_finding(finding: Finding, *, actor):
    """Its number stays empty, so that minutes still name the others. Raises ``PortalError`` where it has actions."""
    locked_follow_up, locked = _lock(finding, actor)
    if locked.actions.exists():
        raise PortalError(_("Actions were planned on this finding: it stays."))
    with history.action("finding.remove", actor=actor, right=RUN, about=locked_follow_up):
        locked.delete()


def _lock(finding: Finding, actor) -> tuple[FollowUp, Finding]:
    follow_up = lock_to_run(finding.follow_up, actor)
    found = follow_up.findings.select_for_update(of=("self",)).filter(pk=finding.pk).first()
    if found is None:
        raise PortalError(_("This finding is not there any more."))
    return follow_up, found


def _check(finding: Finding):
    """What is commended asks for nothing; what has actions is not left alone."""
    if finding.no_action_because and finding.pk and finding.actions.exists():
        raise PortalError(_("Actions were planned on this finding: it cannot say that nothing is done."))
    if finding.kind not in FindingKind.asks_for_action:
        finding.no_action_because = ""
    refuse_criterion_of_others(finding.follow_up, finding)
    finding.full_clean(exclude=["follow_up"])
