"""The database's own word on approvals: nothing is approved while a step of its route is still open."""

import pgtrigger

from agreements.enums import AgreementState, ApprovalState

CONSTRAINT = "agreement_approved_step_by_step"


class ApprovedStepByStep(pgtrigger.Trigger):
    """Refuse the move to approved, as a check violation, as long as somebody is still to be asked.

    Only the newest round of an agreement has open steps; the last decider's own is closed just before the move.
    """

    def __init__(self):
        super().__init__(
            name="approved_step_by_step",
            when=pgtrigger.Before,
            operation=pgtrigger.Update,
            condition=pgtrigger.Q(old__state=AgreementState.IN_REVIEW.value, new__state=AgreementState.APPROVED.value),
            func=f"""
                IF EXISTS (SELECT 1 FROM agreements_approval
                            WHERE agreement_id = NEW.id AND state IN ({_quoted(ApprovalState.open)})) THEN
                    RAISE EXCEPTION 'a step of the approval is open'
                          USING ERRCODE = 'check_violation', CONSTRAINT = '{CONSTRAINT}', TABLE = TG_TABLE_NAME;
                END IF;
                RETURN NEW;
            """,  # noqa: S608 (the states are ours)
        )


def _quoted(states) -> str:
    return ", ".join(f"'{state}'" for state in states)
