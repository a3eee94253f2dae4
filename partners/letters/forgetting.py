"""People at a partner are removed: what mails and factsheets say of them goes, that something was written stays."""

from collections.abc import Collection

from core.anonymise import forget_in_history
from partners.enums import ProposalKind
from partners.models import FactsheetLink, FactsheetProposal, PartnerMail
from reminders.models import OutgoingMail

OF_LINKS = ("to_name", "answered_by", "remark")
OF_PROPOSALS = ("contact_name", "before", "after", "values")
OF_MAILS = ("to_address", "text", "html", "search_text", "last_error")


def forget_people(institutions: Collection[int]):
    """Empty names, addresses and texts about people at the partners, in history too. In the caller's transaction.

    Subject, day, sender and fate of each mail stay, and corrections of facts that are about nobody.
    """
    OutgoingMail.objects.filter(to_partner__institution__in=institutions).update(**dict.fromkeys(OF_MAILS, ""))
    PartnerMail.objects.filter(institution__in=institutions).update(to_name="")
    links = FactsheetLink.objects.filter(institution__in=institutions)
    link_keys = list(links.values_list("pk", flat=True))
    links.update(**dict.fromkeys(OF_LINKS, ""))
    proposals = FactsheetProposal.objects.filter(institution__in=institutions).exclude(kind=ProposalKind.FACT)
    keys = list(proposals.values_list("pk", flat=True))
    proposals.update(**dict.fromkeys(OF_PROPOSALS, ""))
    forget_in_history(FactsheetLink, link_keys, OF_LINKS)
    forget_in_history(FactsheetProposal, keys, OF_PROPOSALS)
