"""How each of the demonstration's agreements came to its state: by the moves and people it would have taken."""

from collections.abc import Callable
from datetime import timedelta

import pgtrigger

from accounts.demo_accounts import demo_email
from accounts.enums import Role
from accounts.models import User
from agreements.demo_days import IMPORTED_AGO, DemoDays
from agreements.demo_endings import STOPS
from agreements.demo_rows import DemoRow
from agreements.enums import AgreementState, ApprovalState, DocumentKind
from agreements.models import Agreement, Approval
from agreements.services.agreements import move_agreement
from agreements.services.signatures import SignatureValues, record_signatures
from core import history
from core.demo_history import as_if_written, at_work

HEADS = {
    "BTH": "vice-chancellor",
    "FC": "dean",
    "FE": "dean-engineering",
    "DIDA": "head-computing",
}
KEPT = {"submit", "withdraw"}
DECISIONS = {"send_back", "reject"}
STEPS_DONE = {("NL ENSCHED01", "mou"): 1, ("D  BREMEN01", "erasmus"): 1}  # in review, so far
GOOD = "Two of our teachers have worked with them for years; we want this."
BY_A_SUBSTITUTE = "RS BELGRAD02"

S = AgreementState
TO_SIGNED = ("submit", "approve", "sign")
PATHS: dict[str, tuple[str, ...]] = {
    S.DRAFT: (),
    S.IN_REVIEW: ("submit",),
    S.APPROVED: ("submit", "approve"),
    S.REJECTED: ("submit", "reject"),
    S.SIGNED: TO_SIGNED,
    S.ACTIVE: (*TO_SIGNED, "activate"),
    S.SUSPENDED: (*TO_SIGNED, "activate", "suspend"),
    S.NOTICE_GIVEN: (*TO_SIGNED, "activate", "give_notice"),
    S.ENDED: (*TO_SIGNED, "activate", "end"),
    S.WITHDRAWN: ("submit", "withdraw"),
}
SENT_BACK = ("submit", "send_back")  # a draft with a note was sent back with it
NEEDS_THE_NOTE = {"send_back", "reject", "suspend", "give_notice", "end", "withdraw"}


class DemoWalk:
    """The people who move agreements, by their addresses; whoever extends it says how a paper is attached."""

    attach: Callable[..., None]

    def __init__(self, people: dict[str, User]):
        self.people = people
        self.officer = people[demo_email("officer")]

    def walk(self, row: DemoRow, agreement, coordinator: User, days: DemoDays) -> Agreement:
        path = SENT_BACK if row.state == S.DRAFT and row.note else PATHS[row.state]
        for move in path:
            if move == "activate" and agreement.state == S.ACTIVE:
                continue  # begun already, so the last signature made it active
            if move == "approve":
                agreement = self.approve(row, agreement, days)
            else:
                with days.on(days.of_moves[move]):
                    agreement = self.move(row, agreement, move, coordinator, days)
        for step in range(STEPS_DONE.get((row.partner, row.kind), 0) if row.state == S.IN_REVIEW else 0):
            with days.on(days.of_step(step + 1)):
                agreement = move_agreement(agreement, "approve", actor=self.decider(agreement), note=GOOD)
        return agreement

    def move(self, row: DemoRow, agreement, move: str, coordinator: User, days: DemoDays) -> Agreement:
        note = row.note if move in NEEDS_THE_NOTE else ""
        if move == "sign":
            return self.sign(agreement, days)
        if move in STOPS:
            agreement = STOPS[move](agreement, row, actor=self.officer)
        else:
            agreement = move_agreement(agreement, move, actor=self.actor(move, agreement, coordinator), note=note)
        if move != "give_notice":
            for ending in agreement.endings.all():
                as_if_written(ending, told_on=days.last)
        return agreement

    def actor(self, move: str, agreement, coordinator: User) -> User:
        if move in DECISIONS:
            return self.decider(agreement)
        return coordinator if move in KEPT else self.officer

    def approve(self, row: DemoRow, agreement, days: DemoDays) -> Agreement:
        """Every step by whoever is asked; one of them is away, and a substitute decides."""
        position = 0
        while agreement.state == S.IN_REVIEW:
            position += 1
            decider = self.decider(agreement)
            if row.partner == BY_A_SUBSTITUTE and decider.email == demo_email("dean-engineering"):
                decider = self.people[demo_email("dean")]
            asked = asked_step(agreement).pk
            with days.on(days.of_step(position)):
                agreement = move_agreement(agreement, "approve", actor=decider)
            agreement.approvals.filter(pk=asked).update(decided_at=at_work(days.last))  # nobody signs before it
        return agreement

    def sign(self, agreement, days: DemoDays):
        """Ourselves last; with the copy in the folder it is signed by itself."""
        self.attach(agreement, "Signed copy", DocumentKind.SIGNED_COPY)
        given = {
            party.pk: SignatureValues(
                name="Vice-chancellor" if party.is_home else "Rector",
                signed_on=days.settled if party.is_home else days.settled - timedelta(days=4),
                function="Signs for the university",
                place="Karlskrona" if party.is_home else party.institution.city,
            )
            for party in agreement.parties.select_related("institution")
        }
        return record_signatures(agreement, actor=self.officer, given=given)

    def bring_in(self, row: DemoRow, agreement, days: DemoDays) -> Agreement:
        """Agreed before its partner was restricted: it comes in the state it had in the old register."""
        with days.on(row.today - IMPORTED_AGO):
            if "sign" in PATHS[row.state]:
                self.attach(agreement, "Signed copy", DocumentKind.SIGNED_COPY)
            come_in(agreement, row.state, actor=self.officer)
        return agreement

    def decider(self, agreement) -> User:
        """Who is asked at the step the agreement waits at."""
        step = asked_step(agreement)
        return self.officer if step.role == Role.OFFICER else self.people[demo_email(HEADS[step.unit.code])]


def asked_step(subject) -> Approval:
    """The step at which an agreement, or an amendment of one, waits."""
    return subject.approvals.get(state=ApprovalState.WAITING)


def come_in(agreement: Agreement, state: str, *, actor):
    """Into ``state`` at once, as a row of a register does."""
    with history.action("imported", actor=actor), pgtrigger.ignore("agreements.Agreement:state_edges"):
        Agreement.objects.filter(pk=agreement.pk).update(state=state)
    agreement.refresh_from_db()
