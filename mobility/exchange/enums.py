from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _


class ExchangeFact(models.TextChoices):
    """What a column of an exchange file can be filled from."""

    PROJECT_NUMBER = "project_number", _("project number")
    STAY_NUMBER = "stay_number", _("number of the stay here")
    ACTIVITY = "activity", _("activity")
    GIVEN_NAME = "given_name", _("given name")
    FAMILY_NAME = "family_name", _("family name")
    EMAIL = "email", _("e-mail")
    BORN_ON = "born_on", _("date of birth")
    NATIONALITY = "nationality", _("nationality")
    PERSON_CODE = "person_code", _("own code")
    LEVEL = "level", _("level")
    FIELD = "field", _("field (ISCED-F code)")
    SENDING_NAME = "sending_name", _("sending institution: name")
    SENDING_OID = "sending_oid", _("sending institution: OID")
    SENDING_CODE = "sending_code", _("sending institution: Erasmus code")
    SENDING_COUNTRY = "sending_country", _("sending country")
    RECEIVING_NAME = "receiving_name", _("receiving institution: name")
    RECEIVING_OID = "receiving_oid", _("receiving institution: OID")
    RECEIVING_CODE = "receiving_code", _("receiving institution: Erasmus code")
    RECEIVING_COUNTRY = "receiving_country", _("receiving country")
    RECEIVING_CITY = "receiving_city", _("receiving city")
    STARTS_ON = "starts_on", _("first day")
    ENDS_ON = "ends_on", _("last day")
    DAYS = "days", _("days, as the programme counts them")
    TRAVEL_DAYS = "travel_days", _("travel days")
    DISTANCE = "distance", _("distance (km)")
    IS_GREEN = "is_green", _("travels green")
    LANGUAGE = "language", _("language")
    HAS_VIRTUAL_PART = "has_virtual_part", _("has a virtual part")
    ECTS = "ects", _("ECTS credits")
    TEACHING_HOURS = "teaching_hours", _("hours of teaching")
    IS_ZERO_GRANT = "is_zero_grant", _("without a grant")
    GRANT_TOTAL = "grant_total", _("grant in all (euro)")

    of_people = nonmember(("given_name", "family_name", "email", "born_on", "nationality", "person_code"))


class ExchangeForm(models.TextChoices):
    """How a fact is written in the cell."""

    PLAIN = "plain", _("as it is")
    DATE_DMY = "date_dmy", _("date as DD/MM/YYYY")
    YES_NO = "yes_no", _("Yes or No")
    UPPER = "upper", _("in capitals")
    COMMA = "comma", _("number with a decimal comma")
