"""What each kind of activity is asked for: a paper has no place and no programme, a summer school has an edition."""

from cooperation.activities.enums import ActivityKind

_K = ActivityKind

WITHOUT_PEOPLE = (_K.PUBLICATION,)
WITHOUT_STUDENTS = (_K.PUBLICATION, _K.STAFF_EXCHANGE, _K.CONSULTATION, _K.TECHNOLOGY)
WITHOUT_PLACE = (_K.PUBLICATION, _K.JOINT_RESEARCH, _K.TECHNOLOGY, _K.JOINT_PROGRAMME)
WITHOUT_NAMES = (_K.PUBLICATION, _K.STUDENT_EXCHANGE)

WHERE = ("place", "city", "country")
STAFF, STUDENTS = ("own_staff", "partner_staff"), ("own_students", "partner_students")


def not_asked(kind: str) -> set[str]:
    """The columns of an activity that mean nothing for its kind."""
    sides = (*(STAFF if kind in WITHOUT_PEOPLE else ()), *(STUDENTS if kind in WITHOUT_STUDENTS else ()))
    return {
        *(f"{when}_{side}" for when in ("planned", "actual") for side in sides),
        *(WHERE if kind in WITHOUT_PLACE else ()),
        *(() if kind in ActivityKind.has_direction else ("direction",)),
        *(() if kind in ActivityKind.in_editions else ("series", "edition")),
    }


def has_programme(kind: str) -> bool:
    return kind in ActivityKind.has_days


def has_names(kind: str) -> bool:
    return kind not in WITHOUT_NAMES
