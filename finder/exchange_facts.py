"""What a partner says about an exchange there, as its public page tells it: periods, days, languages, housing."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.utils.text import capfirst

from partners.models import Institution

# In the order of a student's questions. The course catalogue is a link and stands apart.
SHOWN = (
    "teaching_periods",
    "teaching_languages",
    "nomination_windows",
    "application_windows",
    "housing",
    "visa_and_insurance",
    "inclusion_support",
    "transcripts",
)


@dataclass(frozen=True)
class ExchangeThere:
    """``facts`` are (heading, words); ``confirmed_on`` the day the partner last looked through them."""

    facts: tuple[tuple[str, str], ...]
    catalogue: str
    confirmed_on: date | None

    def __bool__(self):
        return bool(self.facts or self.catalogue)


def exchange_there(institution: Institution) -> ExchangeThere:
    """What is known; empty words are left out."""
    said = ((name, getattr(institution, name).strip()) for name in SHOWN)
    facts = tuple((_heading(name), words) for name, words in said if words)
    address = institution.course_catalogue
    is_of_the_web = urlsplit(address).scheme in ("http", "https")
    return ExchangeThere(facts, address if is_of_the_web else "", institution.factsheet_confirmed_on)


def _heading(name: str) -> str:
    field: Any = Institution._meta.get_field(name)
    return capfirst(str(field.verbose_name))
