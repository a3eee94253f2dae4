"""Whose decision an agreement or amendment in review waits for: one definition for desk, page, mails and service.

A step belongs to those who hold its role in its unit or above, to their substitutes, and to the office where nobody
holds it. Whoever brought the agreement to the step (submitted it, or decided the step before) leaves the decision to
another person, as long as there is one. An agreement without steps came by an import: the heads and the office decide.
"""

from datetime import date

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.enums import Role
from accounts.models import Membership, Unit
from agreements.enums import ApprovalState

RIGHT_OF = {
    role.value: f"agreements.approve_as_{role.value}" for role in (Role.HEAD, Role.OFFICER, Role.SECURITY_COORDINATOR)
}
OF_THE_OFFICE = RIGHT_OF[Role.OFFICER]
DECIDE_STEP = "agreements.decide_step"  # to be among those whom a route may ask
WITHOUT_STEPS = "agreements.approve_agreement"
NOBODY = 0


def with_step(subjects: QuerySet, *, unit: str = "responsible_unit") -> QuerySet:
    """Each with its waiting ``step``: ``asked_role``, ``asked_unit``, ``asked_since``, ``asker``.

    ``asker`` is who brought it there, 0 where nobody is known; ``unit`` is the path to the responsible unit.
    """
    return subjects.annotate(
        step=FilteredRelation("approvals", condition=Q(approvals__state=ApprovalState.WAITING))
    ).annotate(
        asked_role=Coalesce("step__role", Value(Role.HEAD.value)),
        asked_unit=Coalesce("step__unit_id", f"{unit}_id"),
        asked_since=Coalesce("step__since", "state_since"),
        asker=Coalesce("step__brought_by_id", NOBODY),
    )


def sent_back(drafts: QuerySet, *, owner: str) -> QuerySet:
    """Of ``drafts`` those that an approver sent back and nobody submitted since.

    ``back_since`` and ``back_note`` say more; ``owner`` is how a step names what it is about.
    """
    steps = drafts.model._meta.get_field("approvals").related_model.objects.filter(**{owner: OuterRef("pk")})
    last = steps.filter(state__in=(ApprovalState.WAITING, *ApprovalState.decided)).order_by(
        "-round__number", "-position"
    )
    back = drafts.annotate(last_step=Subquery(last.values("state")[:1])).filter(last_step=ApprovalState.SENT_BACK)
    return back.annotate(
        back_since=Subquery(last.values("decided_at")[:1]), back_note=Subquery(last.values("note")[:1])
    )


def waiting_for(user, on: date) -> Q:
    """The condition on rows in review, as ``with_step`` gives them, that ``user`` may decide on the day."""
    mine = _has_the_role(user)
    if user.rights.everywhere(OF_THE_OFFICE):
        mine |= Q(~Exists(_holders().exclude(user=OuterRef("asker"))), step__isnull=False)
    without_steps = Q(step__isnull=True, asked_unit__in=Unit.objects.where(user, WITHOUT_STEPS))
    return without_steps | (mine & ~Q(asker=user.pk)) | (mine & Q(asker=user.pk) & _nobody_else_can(user, on))


def _has_the_role(user) -> Q:
    found = Q(pk__in=[])
    for role, right in RIGHT_OF.items():
        found |= Q(step__role=role, step__unit__in=Unit.objects.where(user, right))
    return found


def _nobody_else_can(user, on: date) -> Q:
    """No other person holds the role but those for whom ``user`` stands in; where nobody does, no other officer."""
    absent = user.standing_in.on(on).values("person")
    others = _holders().exclude(user=user)
    officers = Membership.objects.filter(role=Role.OFFICER, user__is_active=True).exclude(user=user)
    return ~Exists(others.exclude(user__in=absent)) & (Exists(others) | ~Exists(officers))


def _holders() -> QuerySet:
    """Those who hold the role of the step in its unit or above."""
    holders = Membership.objects.filter(role=OuterRef("step__role"), user__is_active=True)
    here = Unit.objects.filter(pk=OuterRef(OuterRef("step__unit")), path__startswith=OuterRef("unit__path"))
    return holders.filter(Exists(here))
