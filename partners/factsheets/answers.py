"""A partner answers: what it left as it was is confirmed, what it changed waits for the office, field by field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError
from partners.enums import ProposalKind
from partners.models import Contact, FactsheetLink, FactsheetProposal, Institution

history.describe("factsheet.confirm", gettext_noop("answered for the partner by its link"))


@dataclass(frozen=True)
class Answer:
    """``facts`` and ``contacts`` (by key) hold the changed values alone; ``gone`` are keys, ``new`` whole contacts."""

    by: str
    remark: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    contacts: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    gone: Iterable[int] = ()
    new: Iterable[Mapping[str, str]] = ()


@transaction.atomic
def answer_factsheet(link: FactsheetLink, answer: Answer) -> FactsheetLink:
    """Keep what the partner said, once; nothing of the register changes but the day it was confirmed.

    Raises ``PortalError`` for a link that was used, revoked or has run out meanwhile.
    """
    locked = FactsheetLink.objects.select_for_update().get(pk=link.pk)
    if not FactsheetLink.objects.usable().filter(pk=locked.pk).exists():
        raise PortalError(_("This address does not work any more. Please ask us for another one."))
    institution = Institution.objects.get(pk=locked.institution_id)
    with history.action("factsheet.confirm"):
        FactsheetProposal.objects.bulk_create(_proposals(locked, institution, answer))
        locked.answered_at, locked.answered_by, locked.remark = timezone.now(), answer.by, answer.remark
        locked.save(update_fields=["answered_at", "answered_by", "remark"])
        today = timezone.localdate()
        Institution.objects.filter(pk=institution.pk).update(factsheet_confirmed_on=today, updated_at=timezone.now())
    return locked


def _proposals(link: FactsheetLink, institution: Institution, answer: Answer):
    base = {"link": link, "institution": institution}
    for name, value in answer.facts.items():
        if (before := getattr(institution, name)) != value:
            yield FactsheetProposal(**base, kind=ProposalKind.FACT, field=name, before=before, after=value)
    contacts = Contact.objects.filter(institution=institution).in_bulk()
    gone = set(answer.gone)
    for key, changed in answer.contacts.items():
        if key in contacts and key not in gone:
            yield from _about_contact(base, contacts[key], changed)
    for key in gone & set(contacts):
        contact = contacts[key]
        yield FactsheetProposal(
            **base, kind=ProposalKind.CONTACT_GONE, contact=contact, contact_name=contact.name, before=contact.name
        )
    for values in answer.new:
        name = values["name"]
        yield FactsheetProposal(
            **base, kind=ProposalKind.CONTACT_NEW, contact_name=name, after=name, values=dict(values)
        )


def _about_contact(base: dict, contact: Contact, changed: Mapping[str, str]):
    for name, value in changed.items():
        if (before := getattr(contact, name)) != value:
            yield FactsheetProposal(
                **base,
                kind=ProposalKind.CONTACT_FACT,
                contact=contact,
                contact_name=contact.name,
                field=name,
                before=before,
                after=value,
            )
