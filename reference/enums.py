from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _


class Continent(models.TextChoices):
    AFRICA = "africa", _("Africa")
    ANTARCTICA = "antarctica", _("Antarctica")
    ASIA = "asia", _("Asia")
    EUROPE = "europe", _("Europe")
    NORTH_AMERICA = "north_america", _("North America")
    OCEANIA = "oceania", _("Oceania")
    SOUTH_AMERICA = "south_america", _("South America")


class CoordinateSource(models.TextChoices):
    """Where a country's point on the map comes from."""

    SHAPE = "shape", _("middle of its largest land area")
    CITIES = "cities", _("mean of its cities, weighted by people")
    MAP = "map", _("read from a map")


class ProgrammeStatus(models.TextChoices):
    """What a country is to the Erasmus+ programme in a call year (KA131-01)."""

    EU_MEMBER = "eu_member", _("EU member")
    ASSOCIATED = "associated", _("Third country associated to the programme")
    NON_ASSOCIATED = "non_associated", _("Third country not associated")

    programme_countries = nonmember(("eu_member", "associated"))


class DestinationRule(models.TextChoices):
    """Whether a KA131 project may send people to a country (KA131-03)."""

    YES = "yes", _("Yes")
    # xgettext:no-python-format
    OUTGOING_ONLY = "outgoing_only", _("Outgoing only, at most 20 % of the grant")


class Confidence(models.TextChoices):
    """How far a fact can be trusted; pages that use one say so."""

    SOURCED = "sourced", _("From a source")
    DERIVED = "derived", _("Derived from sources")
    MEMORY = "memory", _("From memory, not verified")
    PLANNED = "planned", _("Announced, not yet in force")
    LOCAL = "local", _("Decided here")

    verified = nonmember(("sourced", "derived", "planned", "local"))


class GrantPurpose(models.TextChoices):
    """What a line of the tables of grants pays."""

    INDIVIDUAL = "individual", _("Individual support")
    LATER_DAYS = "later_days", _("Share of the daily rate from a certain day on")
    INCLUSION = "inclusion", _("Top-up for fewer opportunities")
    TRAINEESHIP = "traineeship", _("Top-up for traineeships")
    GREEN = "green", _("Top-up for green travel")
    ORGANISATION = "organisation", _("Support for the organisation")
    PROJECT = "project", _("Lump sum of a project")


class StudentTravel(models.TextChoices):
    """Which students get travel support (KA131-38)."""

    NONE = "none", _("None")
    EXCEPTIONS = "exceptions", _("In exceptions: short stays with fewer opportunities, countries not associated")
    WHERE_GRANTED = "where_granted", _("All, where the agency or the university grants it")


class IscedLevel(models.TextChoices):
    BROAD = "broad", _("Broad field")
    NARROW = "narrow", _("Narrow field")
    DETAILED = "detailed", _("Detailed field")


class CefrLevel(models.TextChoices):
    """Language levels of the Common European Framework, as agreements name them."""

    A1 = "A1", "A1"
    A2 = "A2", "A2"
    B1 = "B1", "B1"
    B2 = "B2", "B2"
    C1 = "C1", "C1"
    C2 = "C2", "C2"


class EqfLevel(models.IntegerChoices):
    """Levels of the European Qualifications Framework that take part in mobility, and school below them."""

    EQF_1 = 1, _("EQF 1")
    EQF_2 = 2, _("EQF 2")
    EQF_3 = 3, _("EQF 3")
    EQF_4 = 4, _("EQF 4")
    SHORT_CYCLE = 5, _("EQF 5, short cycle")
    BACHELOR = 6, _("EQF 6, bachelor")
    MASTER = 7, _("EQF 7, master")
    DOCTORATE = 8, _("EQF 8, doctorate")

    higher_education = nonmember((5, 6, 7, 8))


class PlacePrecision(models.TextChoices):
    """How exact a point on the map is."""

    CITY = "city", _("city")
    COUNTRY = "country", _("country")
