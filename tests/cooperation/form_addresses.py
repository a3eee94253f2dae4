"""Who gets through at each form of work plans and activities (``tests.test_every_address``)."""

from tests.addresses import KEEPERS, READERS, Row
from tests.agreements.factories import InstitutionFactory
from tests.cooperation.factories import (
    ActivityDocumentFactory,
    ActivityFactory,
    FollowUpTaskFactory,
    NamedPersonFactory,
    OutputFactory,
    PlanGoalFactory,
    SeriesFactory,
    WorkPlanFactory,
)

KEEPERS_ANYWHERE = f"{KEEPERS} outsider"
PLAN, ACTIVITY, SERIES = {"pk": "kept_plan"}, {"pk": "kept_activity"}, {"pk": "kept_series"}
GOAL, PARTNER, ITEM = {"pk": "plan_goal"}, {"pk": "activity_partner"}, {"pk": "programme_item"}
PERSON, OUTPUT, TASK = {"pk": "named_person"}, {"pk": "activity_output"}, {"pk": "activity_task"}
EVIDENCE, OTHER = {"pk": "activity_evidence"}, ACTIVITY | {"other": "kept_activity"}


def _kept(about: dict, method: str = "get") -> Row:
    return Row(KEEPERS, about=about, method=method)


ROWS = {
    "cooperation:activity_kind": Row(KEEPERS_ANYWHERE),
    "cooperation:activity_create": Row(KEEPERS_ANYWHERE, about={"kind": "kind_of_activity"}),
    "cooperation:activity_edit": _kept(ACTIVITY),
    "cooperation:activity_told": _kept(ACTIVITY),
    "cooperation:activity_outside": _kept(ACTIVITY),
    "cooperation:activity_override": Row("officer", about=ACTIVITY, method="post"),
    "cooperation:partner_add": _kept(ACTIVITY),
    "cooperation:partner_edit": _kept(PARTNER),
    "cooperation:partner_remove": _kept(PARTNER, "post"),
    "cooperation:item_add": _kept(ACTIVITY),
    "cooperation:item_edit": _kept(ITEM),
    "cooperation:item_remove": _kept(ITEM, "post"),
    "cooperation:person_add": _kept(ACTIVITY),
    "cooperation:person_edit": _kept(PERSON),
    "cooperation:person_remove": _kept(PERSON, "post"),
    "cooperation:person_forget": _kept(PERSON, "post"),
    "cooperation:output_add": _kept(ACTIVITY),
    "cooperation:output_edit": _kept(OUTPUT),
    "cooperation:output_remove": _kept(OUTPUT, "post"),
    "cooperation:evidence_add": _kept(ACTIVITY),
    "cooperation:evidence_edit": Row(KEEPERS, about=EVIDENCE, hidden=READERS),
    "cooperation:evidence_remove": Row(KEEPERS, about=EVIDENCE, hidden=READERS, method="post"),
    "cooperation:evidence_file": Row(KEEPERS, about=EVIDENCE, hidden=READERS),
    "cooperation:task_add": _kept(ACTIVITY),
    "cooperation:task_edit": _kept(TASK),
    "cooperation:task_remove": _kept(TASK, "post"),
    "cooperation:task_done": _kept(TASK, "post"),
    "cooperation:task_open": _kept(TASK, "post"),
    "cooperation:stay_add": _kept(ACTIVITY),
    "cooperation:stay_remove": _kept(OTHER, "post"),
    "cooperation:bip_add": _kept(ACTIVITY),
    "cooperation:bip_remove": _kept(OTHER, "post"),
    "cooperation:series_create": Row(KEEPERS_ANYWHERE),
    "cooperation:series_edit": _kept(SERIES),
    "cooperation:plan_create": Row(KEEPERS_ANYWHERE),
    "cooperation:plan_edit": _kept(PLAN),
    "cooperation:plan_override": Row("officer", about=PLAN, method="post"),
    "cooperation:goal_add": _kept(PLAN),
    "cooperation:goal_edit": _kept(GOAL),
    "cooperation:goal_reached": _kept(GOAL),
    "cooperation:goal_remove": _kept(GOAL, "post"),
}


def cooperation_rows(unit) -> dict:
    """A plan and an activity of the unit with a row of each kind, by the names that the addresses use."""
    plan, activity = WorkPlanFactory(unit=unit), ActivityFactory(unit=unit, partners=[InstitutionFactory()])
    return {
        "kept_plan": plan.pk,
        "plan_goal": PlanGoalFactory(plan=plan, measure="entered").pk,
        "kept_activity": activity.pk,
        "kind_of_activity": "seminar",
        "activity_partner": activity.partners.get().pk,
        "programme_item": activity.programme.create(day=activity.starts_on, title="A lecture").pk,
        "named_person": NamedPersonFactory(activity=activity).pk,
        "activity_output": OutputFactory(activity=activity).pk,
        "activity_evidence": ActivityDocumentFactory(activity=activity).pk,
        "activity_task": FollowUpTaskFactory(activity=activity).pk,
        "kept_series": SeriesFactory(unit=unit).pk,
    }
