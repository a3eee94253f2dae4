from django.db import models
from django.utils.translation import gettext_lazy as _


class KeptBecause(models.TextChoices):
    """What a rule of retention is about: how long the data on a stay may, or must, be kept."""

    FALLEN_THROUGH = "fallen_through", _("Declined or cancelled nomination")
    CASE = "case", _("Stay that took place")
    RECORDS = "records", _("Records of a grant project")
    RECORDS_SMALL = "records_small", _("Records of a small grant project")


class Sensitive(models.TextChoices):
    """What the office reads behind a deliberate click; each reading is recorded."""

    PERSON = "person", _("Needs and emergency contact")
    CRISIS = "crisis", _("List of who is where")
    OWN_DATA = "own_data", _("Own data as a file")
