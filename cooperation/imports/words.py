"""How people write kinds, directions, roles and measures in English, Swedish and Polish, folded."""

from cooperation.activities.enums import ActivityKind, Direction, PartnerRole
from cooperation.plans.enums import GoalMeasure
from core.imports.vocabulary import Vocabulary


def _choices_of(enum):
    """The choices of an enumeration, in the language of whoever asks."""
    return lambda: [(str(value), str(label)) for value, label in enum.choices]


KINDS = Vocabulary(
    _choices_of(ActivityKind),
    {
        "joint_research": (
            "research",
            "research project",
            "forskning",
            "forskningsprojekt",
            "badania",
            "wspolne badania",
        ),
        "publication": ("publication", "article", "paper", "publikation", "artikel", "publikacja", "artykul"),
        "internship_programme": (
            "internship",
            "internships",
            "praktik",
            "studentpraktik",
            "praktyki",
            "praktyki studenckie",
        ),
        "summer_school": ("summerschool", "sommarskola", "szkola letnia", "letnia szkola"),
        "visiting_professor": ("visiting lecturer", "guest professor", "gastprofessor", "profesor wizytujacy"),
        "staff_exchange": (
            "staff mobility",
            "teacher exchange",
            "personalutbyte",
            "lararutbyte",
            "wymiana pracownikow",
        ),
        "student_exchange": ("student mobility", "exchange", "studentutbyte", "utbyte", "wymiana studentow"),
        "guest_lecture": ("lecture", "forelasning", "gastforelasning", "wyklad", "wyklad goscinny"),
        "conference": ("congress", "symposium", "konferens", "konferencja"),
        "seminar": ("seminars", "workshop", "seminarium", "warsztaty"),
        "training": ("course", "utbildning", "kurs", "szkolenie"),
        "consultation": ("consultations", "radgivning", "konsultation", "konsultacje", "konsultacja"),
        "technology": ("technology transfer", "technology implementation", "teknikoverforing", "wdrozenie"),
        "joint_programme": (
            "joint degree",
            "double degree",
            "gemensam utbildning",
            "wspolny program",
            "podwojny dyplom",
        ),
        "delegation": ("visit", "delegation visit", "study visit", "besok", "studiebesok", "wizyta", "delegacja"),
    },
)
DIRECTIONS = Vocabulary(
    _choices_of(Direction),
    {
        "to_us": ("in", "incoming", "inbound", "inresande", "till oss", "przyjazd", "do nas"),
        "from_us": ("out", "outgoing", "outbound", "utresande", "fran oss", "wyjazd", "od nas"),
        "joint": ("both", "mutual", "bada", "gemensamt", "wspolnie", "obustronnie"),
    },
)
ROLES = Vocabulary(
    _choices_of(PartnerRole),
    {
        "host": ("organiser", "vard", "vardlarosate", "gospodarz"),
        "co_organiser": ("co organizer", "coorganiser", "partner", "medarrangor", "wspolorganizator"),
        "sending": ("sender", "sending", "skickar", "wysylajacy"),
        "guest": ("invited", "gast", "gosc"),
    },
)
MEASURES = Vocabulary(
    _choices_of(GoalMeasure),
    {
        "activities": ("activity", "events", "aktiviteter", "dzialania"),
        "publications": ("papers", "articles", "publikationer", "publikacje"),
        "outputs": ("results", "outputs", "resultat", "wyniki"),
        "students": ("student", "studenter", "studenci"),
        "staff": ("teachers", "personal", "larare", "pracownicy"),
        "stays": ("exchanges", "mobilities", "vistelser", "wyjazdy"),
        "entered": ("other", "by hand", "annat", "ovrigt", "inne"),
    },
)
