"""What of agreements waits for a person's decision, and what lies with partners: their part of the desk."""

from urllib.parse import urlencode

from django.db.models import BigIntegerField, CharField, F, OuterRef, Q, Subquery, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import Role
from agreements.amendments.states import AmendmentState
from agreements.amendments.workflow import amendment_workflow
from agreements.creating.begun import drafts_of
from agreements.deciding import DECIDE_STEP, waiting_for
from agreements.enums import AgreementState
from agreements.models import Agreement, Amendment
from agreements.workflow import CONCLUDE, KEEP, agreement_workflow
from reminders.decisions import DecisionSource, register
from reminders.sources import Act
from reminders.waiting import Waiting, register_at_partners, register_begun

MOST = 20
NUMBER = Cast("number", CharField())


def made_by(move: str) -> Subquery:
    """The person who last made ``move``, as history has it; nobody for the machine and for imported rows."""
    events = Agreement._meta.get_field("events").related_model
    made = events._base_manager.filter(pgh_obj=OuterRef("pk"), pgh_context__action=f"{agreement_workflow.name}.{move}")
    actor = Cast(KeyTextTransform("actor", "pgh_context"), BigIntegerField())
    return Subquery(made.order_by("-pgh_id").annotate(made_by=actor).values("made_by")[:1])


def address(row) -> str:
    return reverse("agreements:agreement_detail", args=[row.page_id])


def act(row, move: str) -> Act:
    """One move of the workflow as a button on the desk."""
    rule = agreement_workflow.transitions[move]
    address = reverse("agreements:agreement_move", args=[row.object_id, move])
    url = f"{address}?{urlencode({'asked': row.asked_at.isoformat()})}"  # a press decides what it was drawn for
    return Act(rule.label, url, rule.tone, needs_note=rule.note_needed)


def amendment_address(row) -> str:
    """``detail`` of a decision about an amendment begins with its number."""
    return reverse("agreements:amendment_detail", args=[row.page_id, row.detail.partition(":")[0]])


def amendment_act(row, move: str) -> Act:
    rule = amendment_workflow.transitions[move]
    address = reverse("agreements:amendment_move", args=[row.page_id, row.detail, move])
    return Act(rule.label, f"{address}?{urlencode({'asked': row.asked_at.isoformat()})}", rule.tone, rule.note_needed)


def _amendment_back(row) -> str:
    number, _colon, note = row.detail.partition(":")
    words = {"number": number, "note": note}
    return _("Amendment %(number)s was sent back: “%(note)s” Change it and submit it again") % words


def at_partners_for(user) -> list[Waiting]:
    """Agreements of the person, or of the units they keep, where the partner has to act."""
    rows = Agreement.objects.editable_by(user).at_the_partner().order_by(F("turn_since").asc(nulls_last=True), "pk")
    return [
        Waiting(row.title, _their_turn(row), reverse("agreements:agreement_detail", args=[row.pk]), row.turn_since)
        for row in rows[:MOST]
    ]


def _their_turn(agreement) -> str:
    if agreement.turn_since is None:
        return _("their turn")
    return _("their turn since %(day)s") % {"day": date_format(agreement.turn_since)}


class StepsToDecide(DecisionSource):
    """Agreements or amendments in review, each at the step it waits at; another role may be asked at each."""

    def decidable_by(self, user):
        return self.rows().visible_to(user).filter(waiting_for(user, timezone.localdate()))


class SentBack(DecisionSource):
    """Drafts that came back from an approver: their coordinator's, or whoever's turn it is to keep them."""

    def decidable_by(self, user):
        away, whose = user.standing_in.on(timezone.localdate()).values("person"), self.person
        theirs = Q((whose, user)) | Q((f"{whose}__in", away)) | Q((f"{whose}__isnull", True))
        return self.rows().editable_by(user).filter(theirs)


register(
    StepsToDecide(
        name="agreements.approval",
        label=gettext_lazy("Agreement to approve"),
        rows=lambda: Agreement.objects.filter(state=AgreementState.IN_REVIEW).with_step(),
        right=DECIDE_STEP,
        role="asked_role",
        unit="asked_unit",
        since="asked_since",
        title="title",
        asked_by=Coalesce("step__brought_by_id", made_by("submit")),
        sentence=lambda row: _("Approve it or send it back"),
        address=address,
        acts=lambda row, user: [act(row, "approve"), act(row, "send_back")],
    )
)
register(
    DecisionSource(
        name="agreements.signatures",
        label=gettext_lazy("Agreement to be signed"),
        rows=lambda: Agreement.objects.filter(state=AgreementState.APPROVED),
        right=CONCLUDE,
        role=Value(Role.OFFICER.value),
        unit="responsible_unit",
        since="state_since",
        title="title",
        asked_by=made_by("approve"),
        sentence=lambda row: _("Approved: get the signatures"),
        address=address,
    )
)
register(
    SentBack(
        name="agreements.sent_back",
        label=gettext_lazy("Draft sent back"),
        rows=Agreement.objects.sent_back,
        right=KEEP,
        role=Value(Role.COORDINATOR.value),
        unit="responsible_unit",
        since="back_since",
        title="title",
        person="coordinator",
        detail="back_note",
        subject=gettext_lazy("Sent back: %(title)s"),
        sentence=lambda row: _("Sent back: “%(note)s” Change it and submit it again") % {"note": row.detail},
        address=address,
    )
)
register(
    StepsToDecide(
        name="agreements.amendment_approval",
        label=gettext_lazy("Amendment to approve"),
        rows=lambda: Amendment.objects.filter(state__in=AmendmentState.waiting).with_step(),
        right=DECIDE_STEP,
        role="asked_role",
        unit="asked_unit",
        since="asked_since",
        title="agreement__title",
        page="agreement",
        detail=NUMBER,
        asked_by=Coalesce("step__brought_by_id", "proposed_by_id"),
        sentence=lambda row: _("Approve amendment %(number)s or send it back") % {"number": row.detail},
        address=amendment_address,
        acts=lambda row, user: [amendment_act(row, "approve"), amendment_act(row, "send_back")],
    )
)
register(
    DecisionSource(
        name="agreements.amendment_signatures",
        label=gettext_lazy("Amendment to be signed"),
        rows=lambda: Amendment.objects.unsigned().filter(state=AmendmentState.APPROVED),
        right=CONCLUDE,
        role=Value(Role.OFFICER.value),
        unit="agreement__responsible_unit",
        since="state_since",
        title="agreement__title",
        page="agreement",
        detail=NUMBER,
        asked_by="proposed_by_id",
        sentence=lambda row: _("Amendment %(number)s is approved: get the signatures") % {"number": row.detail},
        address=amendment_address,
    )
)
register(
    SentBack(
        name="agreements.amendment_sent_back",
        label=gettext_lazy("Amendment sent back"),
        rows=Amendment.objects.sent_back,
        right=KEEP,
        role=Value(Role.COORDINATOR.value),
        unit="agreement__responsible_unit",
        since="back_since",
        title="agreement__title",
        page="agreement",
        person="agreement__coordinator",
        detail=Concat(NUMBER, Value(":"), "back_note", output_field=CharField()),
        subject=gettext_lazy("Sent back: %(title)s"),
        sentence=_amendment_back,
        address=amendment_address,
    )
)
register_at_partners(at_partners_for, "agreements:waiting_list", gettext_lazy("All that wait for longer than 30 days"))
register_begun(drafts_of)
