"""The consistency checks of partners, with where each fault is mended."""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.checks import Check, Fault, Severity, register
from partners.enums import CoordinatesPrecision, InstitutionStatus
from partners.models import Contact, Institution

ROOM = "partners"
CHANGE = "partners.change_institution"


def active(user):
    """Active partners, for whoever mends them."""
    allowed = user.rights.everywhere(CHANGE)
    return Institution.objects.filter(status=InstitutionStatus.ACTIVE) if allowed else Institution.objects.none()


def without_place(user):
    """No coordinates, or those of the middle of the country alone."""
    rows = active(user)
    return rows.filter(latitude__isnull=True) | rows.filter(coordinates_precision=CoordinatesPrecision.COUNTRY)


def contacts_out_of_date(user):
    """Every contact that is known is one of the past."""
    contacts = Contact.objects.filter(institution=OuterRef("pk"))
    present = contacts.exclude(valid_to__lt=timezone.localdate())
    return active(user).filter(Exists(contacts), ~Exists(present))


def _place(row: Institution) -> Fault:
    return Fault(str(row), str(row.country), reverse("partners:institution_edit", args=[row.pk]))


def _contacts(row: Institution) -> Fault:
    return Fault(str(row), str(row.country), reverse("partners:institution_contacts", args=[row.pk]))


def _nobody(row: Institution) -> None:
    """The office as a whole mends them."""


def _for_the_list(rows: Callable[[Any], QuerySet]) -> Callable[[Any], QuerySet]:
    return lambda user: rows(user).select_related("country").defer("search_text", "search_vector")


register(
    *(
        Check(
            f"{ROOM}.{rows.__name__}",
            ROOM,
            label,
            why,
            _for_the_list(rows),
            fault,
            position,
            severity,
            _nobody,
        )
        for position, (rows, label, why, fault, severity) in enumerate(
            [
                (
                    contacts_out_of_date,
                    _("Partners all of whose contacts are former ones"),
                    _("Letters and reminders reach nobody."),
                    _contacts,
                    Severity.WARNING,
                ),
                (
                    without_place,
                    _("Active partners without a place on the map"),
                    _("Students see them in the middle of the country, or not at all."),
                    _place,
                    Severity.NOTE,
                ),
            ]
        )
    )
)
