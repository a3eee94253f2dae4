"""What is asked of a stay, by its activity: the form asks no more, and a service keeps no more."""

from mobility.enums import Activity, Direction

OF_STUDENTS = frozenset(
    {"eqf_level", "isced_field", "is_one_cycle_programme", "is_enrolled", "graduated_on", "earlier_days_elsewhere"}
)
OF_STAFF = frozenset({"staff_category", "sub_kind"})
LANGUAGE = frozenset({"language", "language_level"})
VIRTUAL = frozenset({"has_virtual_part", "virtual_starts_on", "virtual_ends_on"})
HOST = frozenset({"host_name", "host_country"})
# A place that is no partner: what KA131-10 asks no charter of.
OUTSIDE_UNIVERSITIES = frozenset({Activity.TRAINEESHIP, Activity.TRAINING})

ASKED = {
    Activity.STUDIES: OF_STUDENTS | LANGUAGE | VIRTUAL | {"ects", "is_complete_term", "complete_term_because"},
    Activity.TRAINEESHIP: OF_STUDENTS | LANGUAGE | VIRTUAL,
    Activity.SHORT_BLENDED: OF_STUDENTS | LANGUAGE | VIRTUAL | {"ects"},
    Activity.SHORT_DOCTORAL: OF_STUDENTS | LANGUAGE | VIRTUAL,
    Activity.TEACHING: OF_STAFF | LANGUAGE | {"isced_field", "teaching_hours", "is_combined_with_training"},
    Activity.TRAINING: OF_STAFF | {"isced_field"},
}
ASKED_OF_SOME = frozenset().union(*ASKED.values())


def without_meaning(activity: str, *, has_partner: bool) -> frozenset[str]:
    """Fields that a stay of this kind does not have."""
    beside = HOST if has_partner else frozenset({"condition", "agreement", "overbooked_because"})
    return (ASKED_OF_SOME - ASKED[Activity(activity)]) | beside


def may_lead_elsewhere(activity: str, direction: str) -> bool:
    """Whether the other end may be a place that is no partner."""
    invited = activity == Activity.TEACHING and direction == Direction.INCOMING  # people from enterprises (KA131-26)
    return activity in OUTSIDE_UNIVERSITIES or invited
