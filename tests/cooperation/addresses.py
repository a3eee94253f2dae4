"""Who gets through at each address of work plans and activities (``tests.test_every_address``)."""

from tests.addresses import READERS, Row
from tests.cooperation.factories import ActivityFactory, SeriesFactory, WorkPlanFactory

EXPORTERS = "coordinator outsider head officer auditor"
KEEPERS = "coordinator head officer"
PLAN, ACTIVITY = {"pk": "work_plan"}, {"pk": "activity"}

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
}


def cooperation_objects(unit) -> dict:
    """A plan, an activity and a series of the unit."""
    return {
        "about_a_plan": "plan",
        "work_plan": WorkPlanFactory(unit=unit).pk,
        "activity": ActivityFactory(unit=unit).pk,
        "activity_series": SeriesFactory(unit=unit).pk,
    }
