from django.db import models
from django.utils.translation import gettext_lazy as _


class Aim(models.TextChoices):
    """Which way a key figure should go."""

    UP = "up", _("Higher is better")
    DOWN = "down", _("Lower is better")
    ZERO = "zero", _("As near to nought as possible")
    INFO = "info", _("For information")


class ReportKind(models.TextChoices):
    """What a report is about, and so what stands in it (``insights.reports.kinds``)."""

    DOSSIER = "dossier", _("Partner dossier")
    ANNUAL = "annual", _("Annual report on internationalisation")
    COUNTRY = "country", _("Country brief")
    REGISTER = "register", _("Register of agreements for the archive")

    @property
    def explanation(self) -> str:
        return str(WHAT_FOR[self.value])


WHAT_FOR = {
    "dossier": _("Everything about one partner on a few pages, to take along to a visit."),
    "annual": _("A unit and an academic year: agreements, mobility, partners, programmes, activities, key figures."),
    "country": _("Partners, agreements and mobility with one country."),
    "register": _("Every agreement as of today, ended ones too, as PDF/A and workbook."),
}


class Rhythm(models.TextChoices):
    """How often a report is made anew and told by mail."""

    MONTHLY = "monthly", _("Every month")
    QUARTERLY = "quarterly", _("Every three months")
    YEARLY = "yearly", _("Every year")

    @property
    def months(self) -> int:
        return {"monthly": 1, "quarterly": 3, "yearly": 12}[self.value]


class NumberKind(models.TextChoices):
    """What the portal cannot count itself: entered or imported for a unit and an academic year."""

    DEGREE_STUDENTS = "degree_students", _("Students enrolled for a degree")
    STAFF = "staff", _("Staff")
    GRADUATES = "graduates", _("Graduates of the year")
    GRADUATES_ABROAD = "graduates_abroad", _("Graduates who studied abroad in the exam year or the five before it")

    @property
    def explanation(self) -> str:
        return str(EXPLANATIONS[self.value])


class DividedBy(models.TextChoices):
    """What graduates are divided by where a number is of some of them alone (KPI-01)."""

    PROGRAMME = "programme", _("Programme")
    LEVEL = "level", _("Level")
    GENDER = "gender", _("Gender")


class Gender(models.TextChoices):
    """As the student register tells it."""

    WOMEN = "women", _("Women")
    MEN = "men", _("Men")
    OTHER = "other", _("Other or not known")


EXPLANATIONS = {
    "degree_students": _("People, in the autumn term, from the student register."),
    "staff": _("People employed on 31 December, from the staff register."),
    "graduates": _("People who took a degree in the academic year, from the student register."),
    "graduates_abroad": _("Of those graduates; as the national statistics count them (UKÄ)."),
}

DIVIDED = (NumberKind.GRADUATES, NumberKind.GRADUATES_ABROAD)  # the others stand for all alone
PART_OF = {NumberKind.GRADUATES_ABROAD.value: NumberKind.GRADUATES.value}  # cannot be more than
