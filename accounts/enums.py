from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person is, in one unit; ``accounts/roles.py`` says what that lets them do."""

    READER = "reader", _("Reader")
    COORDINATOR = "coordinator", _("Coordinator")
    HEAD = "head", _("Head of unit")
    OFFICER = "officer", _("International officer")
    SECURITY_COORDINATOR = "security_coordinator", _("Security coordinator")
    QUALITY_OFFICER = "quality_officer", _("Quality officer")
    PROCESS_OWNER = "process_owner", _("Process owner")
    CONTRIBUTOR = "contributor", _("Contributor")
    EXTERNAL_REVIEWER = "external_reviewer", _("External reviewer")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")

    # Roles a substitute takes over: those whose work waits for somebody. The others are trust in one person
    # (auditor, security coordinator, reviewer), or would let an absence hand out power over accounts (administrator).
    delegable = nonmember(("coordinator", "head", "officer", "quality_officer"))
    # Colleagues, who may be named as a substitute: everyone but guests.
    staff = nonmember(
        (
            *("reader", "coordinator", "head", "officer", "security_coordinator", "quality_officer"),
            *("process_owner", "contributor", "auditor", "administrator"),
        )
    )


class Theme(models.TextChoices):
    AUTO = "auto", _("As the device is set")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class UnitKind(models.TextChoices):
    UNIVERSITY = "university", _("University")
    FACULTY = "faculty", _("Faculty")
    DEPARTMENT = "department", _("Department")
    OFFICE = "office", _("Office")


class Access(models.TextChoices):
    """How far a person has come in; asked from the row, never stored."""

    JOINED = "joined", _("Signs in")
    INVITED = "invited", _("Invited")
    NOT_INVITED = "not_invited", _("Not invited yet")
    CLOSED = "closed", _("May not sign in")

    @property
    def tone(self) -> str:
        return {"joined": "ok", "invited": "rev", "not_invited": "warn", "closed": "off"}[self.value]

    @property
    def is_waiting(self) -> bool:
        """Whether an invitation would help."""
        return self in (Access.INVITED, Access.NOT_INVITED)
