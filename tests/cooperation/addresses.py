"""Who gets through at each address of work plans and activities (``tests.test_every_address``)."""

from tests.addresses import READERS, Row
from tests.agreements.factories import InstitutionFactory
from tests.cooperation.factories import (
    ActivityFactory,
    ProposalFactory,
    SeriesFactory,
    StepPaperFactory,
    WorkPlanFactory,
)

EXPORTERS = "coordinator outsider head officer auditor"
KEEPERS = "coordinator head officer"
PLAN, ACTIVITY = {"pk": "work_plan"}, {"pk": "activity"}
CALL, PROPOSAL = {"pk": "funding_call"}, {"pk": "proposal"}
MEMBER, STEP = PROPOSAL | {"member": "consortium_member"}, PROPOSAL | {"kind": "contact_step"}
MANDATE = PROPOSAL | {"kind": "mandates_step", "member": "consortium_partner"}

ROWS = {
    "cooperation:activity_list": Row(READERS),
    "cooperation:activity_export": Row(EXPORTERS),
    "cooperation:activity_detail": Row(READERS, about=ACTIVITY),
    "cooperation:activity_history": Row(f"{KEEPERS} auditor", about=ACTIVITY),
    "cooperation:activity_move": Row(KEEPERS, method="post", about=ACTIVITY | {"move": "cancel"}),
    "cooperation:series_detail": Row(READERS, about={"pk": "activity_series"}),
    "cooperation:year_report": Row(READERS, about=PLAN | {"about": "about_a_plan", "year": 2026}),
    "cooperation:call_list": Row(f"{READERS} administrator"),
    "cooperation:call_create": Row("officer administrator"),
    "cooperation:call_detail": Row(f"{READERS} administrator", about=CALL),
    "cooperation:call_history": Row(f"{READERS} administrator", about=CALL),
    "cooperation:call_edit": Row("officer administrator", about=CALL),
    "cooperation:proposal_list": Row(READERS),
    "cooperation:proposal_export": Row(EXPORTERS),
    "cooperation:proposal_board": Row(READERS),
    "cooperation:proposal_outcomes": Row(READERS),
    "cooperation:proposal_create": Row("coordinator outsider head officer"),
    "cooperation:proposal_detail": Row(READERS, about=PROPOSAL),
    "cooperation:proposal_history": Row(f"{KEEPERS} auditor", about=PROPOSAL),
    "cooperation:proposal_edit": Row(KEEPERS, about=PROPOSAL),
    "cooperation:proposal_granted": Row("officer", about=PROPOSAL),
    "cooperation:proposal_member_add": Row(KEEPERS, about=PROPOSAL),
    "cooperation:proposal_member_edit": Row(KEEPERS, about=MEMBER),
    "cooperation:proposal_member_remove": Row(KEEPERS, method="post", about=MEMBER),
    "cooperation:proposal_step_done": Row(KEEPERS, about=STEP),
    "cooperation:proposal_step_reopen": Row(KEEPERS, method="post", about=STEP),
    "cooperation:proposal_step_postpone": Row("officer", about=STEP),
    "cooperation:proposal_paper_add": Row(KEEPERS, about=STEP),
    "cooperation:proposal_paper_made": Row(f"{KEEPERS} auditor", about=STEP | {"ending": "word_file"}),
    "cooperation:proposal_mandate_made": Row(f"{KEEPERS} auditor", about=MANDATE | {"ending": "word_file"}),
    "cooperation:proposal_paper_remove": Row(KEEPERS, method="post", about=PROPOSAL | {"paper": "step_paper"}),
    "cooperation:proposal_paper_file": Row(f"{KEEPERS} auditor", about={"pk": "step_paper"}, hidden=READERS),
    "cooperation:proposal_move": Row(KEEPERS, method="post", about=PROPOSAL | {"move": "withdraw"}),
    "cooperation:plan_list": Row(READERS),
    "cooperation:plan_export": Row(EXPORTERS),
    "cooperation:plan_detail": Row(READERS, about=PLAN),
    "cooperation:plan_history": Row(f"{KEEPERS} auditor", about=PLAN),
    "cooperation:plan_move": Row(KEEPERS, method="post", about=PLAN | {"move": "cancel"}),
}


def cooperation_objects(unit) -> dict:
    """A plan, an activity, a series and a proposal that was handed in, of the unit."""
    proposal = ProposalFactory(unit=unit, state="submitted", partners=[InstitutionFactory()])
    return {
        "about_a_plan": "plan",
        "proposal": proposal.pk,
        "contact_step": "contact",
        "funding_call": proposal.call_id,
        "consortium_member": proposal.members.get(role="applicant").pk,
        "consortium_partner": proposal.members.get(role="partner").pk,
        "mandates_step": "mandates",
        "word_file": "docx",
        "step_paper": StepPaperFactory(step=proposal.steps.get(kind="contact")).pk,
        "work_plan": WorkPlanFactory(unit=unit).pk,
        "activity": ActivityFactory(unit=unit).pk,
        "activity_series": SeriesFactory(unit=unit).pk,
    }
