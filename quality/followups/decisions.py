"""What waits for the quality office among follow-ups: those whose action plan is agreed, to be adopted."""

from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import Role
from quality.enums import ActionState, FindingKind, FollowUpState, StepKind
from quality.followups.watched import APART, title_of
from quality.models import Action, Finding, FollowUp, FollowUpStep
from quality.querysets import ADOPT
from reminders.decisions import DecisionSource, register


def to_adopt():
    """The action plan is said to be done, and nothing stands against adopting: as the workflow's guards ask."""
    here = OuterRef("pk")
    plan_open = FollowUpStep.objects.filter(follow_up=here, kind=StepKind.ACTION_PLAN, done_on=None)
    asking = Finding.objects.filter(follow_up=here, kind__in=FindingKind.asks_for_action, no_action_because="")
    incomplete = Action.objects.filter(follow_up=here, state__in=ActionState.to_do)
    incomplete = incomplete.filter(Q(owner=None) | Q(due_on=None))
    ready = FollowUp.objects.filter(state=FollowUpState.PLANNING_ACTIONS)
    return ready.exclude(Exists(plan_open) | Exists(asking.filter(actions=None)) | Exists(incomplete))


def _title() -> Concat:
    year = Cast("academic_year", CharField())
    return Concat("process__code", Value(APART), "unit__code", Value(APART), year, output_field=CharField())


def _sentence(row) -> str:
    return _("Adopt %(follow_up)s: its action plan is agreed") % {"follow_up": title_of(row.title)}


def register_decisions():
    """Called by the room's ``decisions.py``."""
    register(
        DecisionSource(
            name="quality.adopt",
            label=gettext_lazy("Follow-up to adopt"),
            rows=to_adopt,
            right=ADOPT,
            role=Value(Role.QUALITY_OFFICER.value),
            unit="unit",
            since="updated_at",
            title=_title(),
            sentence=_sentence,
            address=lambda row: reverse("quality:follow_up_detail", args=[row.page_id]),
            office=Role.QUALITY_OFFICER,
        )
    )
