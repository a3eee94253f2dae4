"""What the words of a sheet of conditions may mean: kinds, directions, levels."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.enums import AgreementKind, MobilityKind
from core.imports.vocabulary import YES_OR_NO, Vocabulary
from reference.enums import EqfLevel

OUTGOING, INCOMING, BOTH = "outgoing", "incoming", "both"


def _directions() -> list[tuple[str, str]]:
    return [(OUTGOING, _("We send")), (INCOMING, _("We receive")), (BOTH, _("Both ways"))]


def _kinds() -> list[tuple[str, str]]:
    return [(str(value), str(label)) for value, label in MobilityKind.choices]


def _agreement_kinds() -> list[tuple[str, str]]:
    return [(str(value), str(label)) for value, label in AgreementKind.choices]


def _level_name(level: int) -> str:
    return str(EqfLevel(level).label).rpartition(", ")[2]


def _levels() -> list[tuple[str, str]]:
    """One level, or some that people write as one word."""
    some = [(str(int(level)), capfirst(_level_name(level))) for level in EqfLevel.higher_education]
    together = [
        (f"{one} {two}", f"{capfirst(_level_name(one))}, {_level_name(two)}") for one, two in ((6, 7), (7, 8), (5, 6))
    ]
    return [*some, *together, ("6 7 8", f"{capfirst(_level_name(6))}, {_level_name(7)}, {_level_name(8)}")]


VOCABULARIES = {
    "kind": Vocabulary(
        _kinds,
        {
            "student_studies": (
                "sms",
                "studies",
                "study",
                "student mobility for studies",
                "studier",
                "students",
                "student",
            ),
            "student_traineeship": (
                *("smp", "smt", "traineeship", "traineeships", "internship", "placement", "praktik"),
                "student mobility for traineeships",
            ),
            "staff_teaching": ("sta", "teaching", "undervisning", "larare", "staff mobility for teaching"),
            "staff_training": ("stt", "training", "fortbildning", "staff mobility for training"),
        },
    ),
    "direction": Vocabulary(
        _directions,
        {
            OUTGOING: ("out", "outgoing", "outbound", "send", "utresande", "ut"),
            INCOMING: ("in", "incoming", "inbound", "receive", "inresande"),
            BOTH: ("both", "both directions", "reciprocal", "bilateral", "in out", "in and out", "bada", "omsesidigt"),
        },
    ),
    "agreement_kind": Vocabulary(_agreement_kinds, {"erasmus": ("erasmus", "iia"), "moc": ("moc",), "mou": ("mou",)}),
    "is_blended": YES_OR_NO,
    "levels": Vocabulary(
        _levels,
        {
            "5": ("eqf 5", "short cycle", "kort cykel"),
            "6": (
                "eqf 6",
                "b",
                "ug",
                "undergraduate",
                "first cycle",
                "1st cycle",
                "1st",
                "grundniva",
                "grund",
                "kandidat",
            ),
            "7": ("eqf 7", "m", "pg", "graduate", "second cycle", "2nd cycle", "2nd", "avancerad niva", "avancerad"),
            "8": (
                "eqf 8",
                "d",
                "phd",
                "ph d",
                "doctoral",
                "third cycle",
                "3rd cycle",
                "3rd",
                "forskarniva",
                "doktorand",
            ),
            "6 7": ("bachelor master", "b m", "ug pg", "6 7"),
            "6 7 8": ("6 8", "all", "alla", "b m d", "bachelor master phd"),
            "7 8": ("7 8", "m d"),
        },
        is_list=True,
    ),
}
