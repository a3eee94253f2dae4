"""What a partner says about an exchange there, as its public page tells it: periods, days, languages, housing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.utils.text import capfirst

from partners.models import Institution

# In the order of a student's questions. The course catalogue is a link and stands apart.
SHOWN = (
    "nomination_windows",
    "application_windows",
    "teaching_periods",
    "teaching_languages",
    "housing",
    "visa_and_insurance",
    "inclusion_support",
    "transcripts",
)
DATES = ("nomination_windows", "application_windows", "teaching_periods")  # told with our own deadlines


@dataclass(frozen=True)
class ExchangeThere:
    """``dates`` and ``further`` are (heading, words); ``confirmed_on`` the day the partner last looked through them."""

    dates: tuple[tuple[str, str], ...]
    further: tuple[tuple[str, str], ...]
    catalogue: str
    confirmed_on: date | None

    @property
    def is_described(self) -> bool:
        """Whether anything but its dates is known."""
        return bool(self.further or self.catalogue)

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        return (*self.dates, *self.further)


def exchange_there(institution: Institution) -> ExchangeThere:
    """What is known; empty words are left out."""
    address = institution.course_catalogue
    is_of_the_web = urlsplit(address).scheme in ("http", "https")
    return ExchangeThere(
        dates=_said(institution, DATES),
        further=_said(institution, (name for name in SHOWN if name not in DATES)),
        catalogue=address if is_of_the_web else "",
        confirmed_on=institution.factsheet_confirmed_on,
    )


def _said(institution: Institution, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    said = ((name, getattr(institution, name).strip()) for name in names)
    return tuple((_heading(name), words) for name, words in said if words)


def _heading(name: str) -> str:
    field: Any = Institution._meta.get_field(name)
    return capfirst(str(field.verbose_name))
