"""The database's own word on approvals: nothing is approved while a step of its route is still open."""

import pgtrigger

from agreements.enums import ApprovalState


class ApprovedStepByStep(pgtrigger.Trigger):
    """Refuse the move to approved, as a check violation, as long as somebody is still to be asked.

    ``owner`` is whose steps they are: agreement or amendment. Only its newest round has open steps; the last
    decider's own is closed just before the move.
    """

    def __init__(self, *, owner: str):
        super().__init__(
            name="approved_step_by_step",
            when=pgtrigger.Before,
            operation=pgtrigger.Update,
            condition=pgtrigger.Q(old__state="in_review", new__state="approved"),
            func=f"""
                IF EXISTS (SELECT 1 FROM agreements_approval
                            WHERE {owner}_id = NEW.id AND state IN ({_quoted(ApprovalState.open)})) THEN
                    RAISE EXCEPTION 'a step of the approval is open'
                          USING ERRCODE = 'check_violation', CONSTRAINT = '{owner}_approved_step_by_step', TABLE = TG_TABLE_NAME;
                END IF;
                RETURN NEW;
            """,  # noqa: E501, S608 (the states are ours; a break would be another trigger to the database)
        )


def _quoted(states) -> str:
    return ", ".join(f"'{state}'" for state in states)
