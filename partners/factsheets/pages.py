"""Corrections as a page shows them: what was, what becomes of it, in words."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partners.enums import ProposalKind, ProposalState
from partners.exchange_facts import EXCHANGE_FACTS
from partners.factsheets.fields import OF_CONTACTS, label_of, words_of
from partners.models import FactsheetProposal, Institution


@dataclass(frozen=True)
class ShownProposal:
    """One correction. ``now`` is what the register says where that is not what the partner saw any more."""

    proposal: FactsheetProposal
    title: str
    before: str
    after: str
    now: str = ""

    @property
    def tone(self) -> str:
        return ProposalState(self.proposal.state).tone


def facts_for_an_exchange(partner: Institution) -> list[tuple[str, str]]:
    """What is noted of its periods, windows, languages and practical matters, each with what it is called."""
    facts = [(capfirst(label_of(name, of_contact=False)), getattr(partner, name)) for name in EXCHANGE_FACTS]
    return [(label, value) for label, value in facts if value]


def waiting(proposals: list[FactsheetProposal]) -> list[ShownProposal]:
    """Those the office has not decided on, in the order of the form."""
    return [shown(each) for each in proposals if each.state == ProposalState.OPEN]


def decided(proposals: list[FactsheetProposal]) -> list[ShownProposal]:
    """The others, the newest decision first."""
    done = [(each.decided_at, each.pk, each) for each in proposals if each.decided_at]
    return [shown(each) for _at, _pk, each in sorted(done, reverse=True)]


def shown(proposal: FactsheetProposal) -> ShownProposal:
    kind, field = ProposalKind(proposal.kind), proposal.field
    if kind == ProposalKind.CONTACT_NEW:
        values = [words_of(name, proposal.values.get(name, "")) for name in OF_CONTACTS]
        return ShownProposal(proposal, _("New contact"), "", " · ".join(filter(None, values)))
    if kind == ProposalKind.CONTACT_GONE:
        return ShownProposal(proposal, _("No longer a contact"), proposal.before, _("former contact"))
    of_contact = kind == ProposalKind.CONTACT_FACT
    label = capfirst(label_of(field, of_contact=of_contact))
    title = f"{proposal.contact_name}: {label}" if of_contact else label
    row = proposal.contact if of_contact else proposal.institution
    now = getattr(row, field, proposal.before) if proposal.state == ProposalState.OPEN else proposal.before
    before, after = words_of(field, proposal.before), words_of(field, proposal.after)
    return ShownProposal(proposal, title, before, after, words_of(field, now) if now != proposal.before else "")
