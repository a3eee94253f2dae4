"""The words students read: programmes, levels, whether a way is open."""

from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.enums import AgreementKind
from mobility.enums import Term

UNSTATED = "unstated"  # the register does not say; offered as a choice, so that nothing is hidden silently


class Standing(models.TextChoices):
    """What a published agreement is good for today."""

    OPEN = "open", pgettext_lazy("agreement", "Open")
    UPCOMING = "upcoming", _("Begins later")
    SUSPENDED = "suspended", _("Suspended")
    ENDED = "ended", _("Ended")

    usable = nonmember(("open", "upcoming"))

    @property
    def tone(self) -> str:
        """Which of the pill colours it wears."""
        return {"open": "ok", "upcoming": "rev", "suspended": "warn"}.get(self.value, "off")


class Level(models.TextChoices):
    """Who goes: students by the level they study at, and staff."""

    SHORT_CYCLE = "short_cycle", _("Short cycle")
    BACHELOR = "bachelor", _("Bachelor")
    MASTER = "master", _("Master")
    DOCTORAL = "doctoral", _("Doctoral")
    STAFF = "staff", _("Staff")


# The broad fields of ISCED-F as students call them; the page of a partner names the detailed field with its code.
BROAD_FIELDS = {
    "00": _("General education"),
    "01": _("Education"),
    "02": _("Arts and humanities"),
    "03": _("Social sciences"),
    "04": _("Business and law"),
    "05": _("Natural sciences and mathematics"),
    "06": _("Computing"),
    "07": _("Engineering and construction"),
    "08": _("Agriculture"),
    "09": _("Health"),
    "10": _("Services"),
}

# What the rounds of applications that are not over say of an offer; a facet of its own each, so that all can be asked.
ROUND_FACTS = {
    "places": {"left": _("Has places this round")},
    "deadline": {"ahead": _("Deadline not passed")},
    "term": dict(Term.choices),
}
PLACES_LEFT, DEADLINE_AHEAD = ("places", "left"), ("deadline", "ahead")
COSTS = {"free": _("No tuition fee")}


class Sort(models.TextChoices):
    """In which order the list stands."""

    NAME = "name", pgettext_lazy("sorted by", "Name")
    DEADLINE = "deadline", pgettext_lazy("sorted by", "Deadline")
    PLACES = "places", pgettext_lazy("sorted by", "Places")
    DISTANCE = "distance", pgettext_lazy("sorted by", "Distance")


LEVEL_OF_EQF = {5: Level.SHORT_CYCLE, 6: Level.BACHELOR, 7: Level.MASTER, 8: Level.DOCTORAL}

BILATERAL, ICM, BIP, TRAINEESHIP = "bilateral", "icm", "bip", "traineeship"

# What students call a way to go: mostly the kind of the agreement, but not always.
PROGRAMMES = {
    AgreementKind.ERASMUS: _("Erasmus+"),
    BILATERAL: _("Bilateral exchange"),
    ICM: _("Erasmus+ worldwide (ICM)"),
    BIP: _("Blended intensive programme (BIP)"),
    TRAINEESHIP: _("Traineeship"),
    AgreementKind.MOC: _("Memorandum of Cooperation"),
    AgreementKind.MOU: _("Memorandum of Understanding"),
    AgreementKind.STUDENT_EXCHANGE: _("Exchange agreement"),
    AgreementKind.STAFF_EXCHANGE: _("Staff exchange"),
    AgreementKind.DOUBLE_DEGREE: _("Double degree"),
    AgreementKind.INTERNSHIP: _("Internship"),
    AgreementKind.SUMMER_SCHOOL: _("Summer school"),
    AgreementKind.RESEARCH: _("Research"),
    AgreementKind.OTHER: _("Other cooperation"),
}
# What students call bilateral, whatever its paper is called.
BILATERAL_KINDS = (
    AgreementKind.MOC,
    AgreementKind.MOU,
    AgreementKind.STUDENT_EXCHANGE,
    AgreementKind.STAFF_EXCHANGE,
    AgreementKind.OTHER,
)
