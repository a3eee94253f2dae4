"""To whom a mailing goes: one mail for each address; whoever cannot be written to is named with the reason."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.placeholders import names_in
from partners.due_diligence import standings_of
from partners.enums import ContactRole, InstitutionStatus, StandingStatus
from partners.factsheets.links import expires_at
from partners.letters.filling import NO_MAIL, FilledMail, fill
from partners.letters.kinds import WriteRow, kind_named
from partners.letters.placeholders import FACTSHEET_LINK, known_to
from partners.letters.subjects import MailSubject
from partners.models import Contact, Mailing

ELSE_TO = (ContactRole.COORDINATOR, ContactRole.INTERNATIONAL_OFFICE)
LEFT_OUT = (StandingStatus.RESTRICTED, StandingStatus.DECLINED)


@dataclass
class Recipient:
    """One address. ``rows`` is what the mail is about; ``warnings`` say why it is left out unless somebody ticks it."""

    contact: Contact
    rows: list[WriteRow] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    warnings: list[str | Promise] = field(default_factory=list)
    mail: FilledMail = NO_MAIL
    is_for_one_partner: bool = False

    @property
    def key(self) -> str:
        """How a form calls it: the address, which is written to once; with the partner where each has its own link."""
        address = self.contact.email.casefold()
        return f"{address} {self.contact.institution_id}" if self.is_for_one_partner else address

    @property
    def is_left_out(self) -> bool:
        return bool(self.warnings or self.mail.missing)

    @property
    def about_title(self) -> str:
        """Titles of what it is about, where that is more than the partner itself."""
        return ", ".join(dict.fromkeys(row.title for row in self.rows if row.thing is not None))

    def subject(self, author, link: str) -> MailSubject:
        things = tuple(row.thing for row in self.rows if row.thing is not None)
        until = timezone.localdate(expires_at())
        return MailSubject(self.contact.institution, self.contact, author, things=things, link=link, link_until=until)


@dataclass(frozen=True)
class Plan:
    """``recipients`` can be written to; ``unreached`` are rows that cannot, each with the reason."""

    recipients: list[Recipient]
    unreached: list[tuple[WriteRow, str]]

    @property
    def partner_count(self) -> int:
        return len({recipient.contact.institution_id for recipient in self.recipients})

    @property
    def left_out_count(self) -> int:
        return sum(recipient.is_left_out for recipient in self.recipients)


def plan_of(mailing: Mailing, author) -> Plan:
    """Who would get which mail, in a constant number of queries; nothing is written."""
    kind = kind_named(mailing.kind)
    rows = kind.rows(mailing.keys, author)
    unreached = [(row, row.refusal) for row in rows if row.refusal]
    allowed = [row for row in rows if not row.refusal]
    contacts = _contacts(allowed, mailing)
    recipients: dict[str, Recipient] = {}
    for row in allowed:
        if not contacts[row.institution.pk]:
            unreached.append((row, _nobody(mailing)))
        for contact in contacts[row.institution.pk]:
            _add(recipients, contact, row, is_for_one_partner=asks_for_factsheets(mailing))
    plan = Plan(list(recipients.values()), unreached)
    _warn(plan.recipients)
    for recipient in plan.recipients:
        write(recipient, mailing, author, link=_("(an address of its own)"))
    return plan


def asks_for_factsheets(mailing: Mailing) -> bool:
    """Whether each mail carries an address by which its partner looks through its factsheet."""
    return FACTSHEET_LINK in names_in(mailing.subject, mailing.body)


def write(recipient: Recipient, mailing: Mailing, author, *, link: str):
    """Fill the mail of the recipient. ``link`` stands where the factsheet's address is asked for."""
    known = known_to(kind_named(mailing.kind))
    subject = recipient.subject(author, link)
    recipient.mail = fill(mailing.subject, mailing.body, subject, known, mailing.language)


def _contacts(rows: Iterable[WriteRow], mailing: Mailing) -> dict[int, list[Contact]]:
    """By partner, whom one writes to: everybody of the role, else of the first of ``ELSE_TO`` that has anybody."""
    today = timezone.localdate()
    roles = [mailing.role, *(ELSE_TO if mailing.falls_back else ())]
    found = (
        Contact.objects.current(today).exclude(email="").filter(Q(valid_from__isnull=True) | Q(valid_from__lte=today))
    )
    found = found.filter(institution__in={row.institution.pk for row in rows}, role__in=roles)
    by_role: dict[tuple[int, str], list[Contact]] = defaultdict(list)
    for contact in found.select_related("institution__country").order_by("name", "pk"):
        if _is_address(contact.email):
            by_role[contact.institution_id, contact.role].append(contact)
    chosen = {}
    for row in rows:
        key = row.institution.pk
        chosen[key] = next((by_role[key, role] for role in roles if by_role[key, role]), [])
    return chosen


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _nobody(mailing: Mailing) -> str:
    if mailing.falls_back:
        return _("It has no contact with an address in this role, and no coordinator or international office.")
    return _("It has no contact with an address in this role.")


def _add(recipients: dict[str, Recipient], contact: Contact, row: WriteRow, *, is_for_one_partner: bool):
    new = Recipient(contact, is_for_one_partner=is_for_one_partner)
    known = recipients.setdefault(new.key, new)
    if contact.institution_id != known.contact.institution_id:
        known.others = list(dict.fromkeys([*known.others, str(contact.institution)]))
    elif row not in known.rows:
        known.rows.append(row)


def _warn(recipients: list[Recipient]):
    standings = standings_of({recipient.contact.institution for recipient in recipients})
    for recipient in recipients:
        institution = recipient.contact.institution
        if institution.is_closed:
            recipient.warnings.append(_("It has closed."))
        elif institution.status == InstitutionStatus.SUSPENDED:
            recipient.warnings.append(_("Work with it is suspended."))
        standing = standings[institution.pk]
        if standing.status in LEFT_OUT:
            recipient.warnings.append(standing.status.label)
