"""What one letter is about, and what can be said of it: each function gives text, "" where nothing is known."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from agreements.enums import AgreementState
from agreements.models import Agreement, Condition, Party
from agreements.services.renewals import period_after
from core.errors import PortalError
from partners.enums import ContactRole
from partners.models import Contact

# Months as words, as one writes to people; other languages as Django knows them.
DAY_IN_LETTER = {"en": "j F Y", "sv": "j F Y"}
WRITTEN_TO = (ContactRole.COORDINATOR, ContactRole.INTERNATIONAL_OFFICE)


@dataclass
class Subject:
    """What one letter is about: the agreement, the partner it goes to, and who writes it."""

    agreement: Agreement
    party: Party | None
    author: User
    today: date

    @property
    def partner(self):
        return self.party.institution if self.party else None

    @cached_property
    def home(self) -> Party | None:
        return next((party for party in self.agreement.parties.all() if party.is_home), None)

    @cached_property
    def contact(self) -> Contact | None:
        """The person one writes to: the coordinator, else the international office, of those who are there now."""
        if self.partner is None:
            return None
        found = Contact.objects.visible_to(self.author).current(self.today).filter(institution=self.partner)
        by_role = {contact.role: contact for contact in found.filter(role__in=WRITTEN_TO).order_by("-name", "-pk")}
        return next((by_role[role] for role in WRITTEN_TO if role in by_role), None)


def subject_of(agreement: Agreement, author, party: Party | None = None, on: date | None = None) -> Subject:
    """The letter ``author`` writes about ``agreement`` to ``party``; to the first partner where none is said."""
    chosen = party or next(iter(agreement.partner_parties), None)
    return Subject(agreement, chosen, author, on or timezone.localdate())


def in_words(day: date | None) -> str:
    """A day as a letter writes it: “5 mars 2027” in a Swedish one."""
    return date_format(day, DAY_IN_LETTER.get(get_language() or "", "DATE_FORMAT")) if day else ""


def of_partner(name: str) -> Callable[[Subject], object]:
    return lambda subject: getattr(subject.partner, name, "")


def of_party(name: str) -> Callable[[Subject], object]:
    return lambda subject: getattr(subject.party, name, "")


def of_contact(name: str) -> Callable[[Subject], object]:
    return lambda subject: getattr(subject.contact, name, "")


def of_agreement(name: str) -> Callable[[Subject], object]:
    return lambda subject: getattr(subject.agreement, name)


def of_day(name: str) -> Callable[[Subject], object]:
    return lambda subject: in_words(getattr(subject.agreement, name))


def of_coordinator(name: str) -> Callable[[Subject], object]:
    return lambda subject: getattr(subject.agreement.coordinator, name, "")


def last_day(subject: Subject) -> str:
    agreement = subject.agreement
    return _("no end date") if agreement.is_open_ended else in_words(agreement.ends_on)


def of_successor(name: str) -> Callable[[Subject], object]:
    """A day of the agreement that follows, as its draft has it; as it would be proposed where there is none yet."""

    def day(subject: Subject) -> str:
        rows = Agreement.objects.visible_to(subject.author).exclude(state=AgreementState.WITHDRAWN)
        if successor := rows.filter(predecessor=subject.agreement).order_by("-pk").first():
            return in_words(getattr(successor, name))
        try:
            return in_words(getattr(period_after(subject.agreement), name))
        except PortalError:  # it has no last day, or ends with its programme: there is nothing to say
            return ""

    return day


def parent(subject: Subject) -> object:
    """The agreement it is made under, for an author who may read that one."""
    return Agreement.objects.visible_to(subject.author).filter(pk=subject.agreement.parent_id).first()


def tuition(subject: Subject) -> str:
    waived = subject.agreement.tuition_waived
    return "" if waived is None else (_("waived") if waived else _("not waived"))


def all_partners(subject: Subject) -> str:
    return ", ".join(str(party.institution) for party in subject.agreement.partner_parties)


def conditions(subject: Subject) -> str:
    """One line for each, as the page of the agreement says it."""
    return "\n".join(condition_line(condition) for condition in subject.agreement.conditions.all())


def condition_line(condition: Condition) -> str:
    people = _("%(count)s a year") % {"count": condition.people_per_year} if condition.people_per_year else ""
    fields = ", ".join(str(row.isced_field) for row in condition.condition_fields.all())
    said = (condition.get_kind_display(), people, condition.length_words, fields, condition.years_words)
    return f"{condition.sender} → {condition.receiver}: " + ", ".join(filter(None, said))
