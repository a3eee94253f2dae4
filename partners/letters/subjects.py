"""What one mail to a partner is about, and what can be said of it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

from accounts.models import User
from partners.models import Contact, Institution

# Months as words, as one writes to people; other languages as Django knows them.
DAY_IN_LETTER = {"en": "j F Y", "sv": "j F Y"}


@dataclass(frozen=True)
class MailSubject:
    """One mail: to whom, from whom, about which rows of its kind (``things``)."""

    institution: Institution
    contact: Contact | None
    author: User
    things: tuple[Any, ...] = ()
    today: date = field(default_factory=timezone.localdate)
    link: str = ""
    link_until: date | None = None


def day_in_words(day: date | None) -> str:
    """A day as a letter writes it: “5 mars 2027” in a Swedish one."""
    return date_format(day, DAY_IN_LETTER.get(get_language() or "", "DATE_FORMAT")) if day else ""
