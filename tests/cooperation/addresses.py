"""Who gets through at each address of work plans and activities (``tests.test_every_address``)."""

from tests.addresses import READERS, Row
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

EXPORTERS = "coordinator outsider head officer auditor"
KEEPERS = "coordinator head officer"
KEEPERS_ANYWHERE = f"{KEEPERS} outsider"
PLAN, ACTIVITY = {"pk": "work_plan"}, {"pk": "activity"}
GOAL, SERIES, PARTNER, ITEM = {"pk": "plan_goal"}, {"pk": "activity_series"}, {"pk": "activity_partner"}, {"pk": "item"}
PERSON, OUTPUT, TASK = {"pk": "named_person"}, {"pk": "output"}, {"pk": "activity_task"}
EVIDENCE = {"pk": "evidence"}
OTHER = ACTIVITY | {"other": "activity"}


def _kept(about: dict, method: str = "get") -> Row:
    return Row(KEEPERS, about=about, method=method)


ROWS = {
    "cooperation:activity_list": Row(READERS),
    "cooperation:activity_export": Row(EXPORTERS),
    "cooperation:activity_detail": Row(READERS, about=ACTIVITY),
    "cooperation:activity_history": Row(f"{KEEPERS} auditor", about=ACTIVITY),
    "cooperation:activity_move": Row(KEEPERS, method="post", about=ACTIVITY | {"move": "cancel"}),
    "cooperation:series_detail": Row(READERS, about={"pk": "activity_series"}),
    "cooperation:year_report": Row(READERS, about=PLAN | {"about": "about_a_plan", "year": 2026}),
    "cooperation:plan_list": Row(READERS),
    "cooperation:plan_export": Row(EXPORTERS),
    "cooperation:plan_detail": Row(READERS, about=PLAN),
    "cooperation:plan_history": Row(f"{KEEPERS} auditor", about=PLAN),
    "cooperation:plan_move": Row(KEEPERS, method="post", about=PLAN | {"move": "cancel"}),
    "cooperation:activity_kind": Row(KEEPERS_ANYWHERE),
    "cooperation:activity_create": Row(KEEPERS_ANYWHERE, about={"kind": "seminar_kind"}),
    "cooperation:activity_edit": _kept(ACTIVITY),
    "cooperation:activity_told": _kept(ACTIVITY),
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


def cooperation_objects(unit) -> dict:
    """A plan, an activity and a series of the unit."""
    plan, activity = WorkPlanFactory(unit=unit), ActivityFactory(unit=unit, partners=[InstitutionFactory()])
    return {
        "about_a_plan": "plan",
        "work_plan": plan.pk,
        "plan_goal": PlanGoalFactory(plan=plan, measure="entered").pk,
        "activity": activity.pk,
        "seminar_kind": "seminar",
        "activity_partner": activity.partners.get().pk,
        "item": activity.programme.create(day=activity.starts_on, title="A lecture").pk,
        "named_person": NamedPersonFactory(activity=activity).pk,
        "output": OutputFactory(activity=activity).pk,
        "evidence": ActivityDocumentFactory(activity=activity).pk,
        "activity_task": FollowUpTaskFactory(activity=activity).pk,
        "activity_series": SeriesFactory(unit=unit).pk,
    }
