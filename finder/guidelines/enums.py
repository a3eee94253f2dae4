from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Whom a guideline is written for."""

    STUDENTS = "students", _("Students who go abroad")
    INCOMING = "incoming", _("Students who come to us")
    STAFF = "staff", _("Staff")
    PARTNERS = "partners", _("Partners")
