from django.db.models import Q

from accounts.models import Unit
from core.search_text import SearchableQuerySet
from partners.requests.enums import RequestState

VIEW, TRIAGE = "partners.view_request", "partners.triage_request"
# Long columns, and people, that no row of a list shows.
UNREAD = ("search_text", "search_vector", "message", "goals", "answer_text")
UNREAD_OF_OTHERS = ("search_text", "search_vector")


class PartnershipRequestQuerySet(SearchableQuerySet):
    """Every question the portal asks about requests for partnerships."""

    def visible_to(self, user):
        """All that are confirmed for the office and the auditor; for others their own and those for their units."""
        if not user.is_authenticated or not user.has_perm(VIEW):
            return self.none()
        if user.rights.everywhere(VIEW):
            return self.confirmed()
        own = Q(proposed_by=user) | Q(unit__in=Unit.objects.where(user, VIEW))
        return self.confirmed().filter(own)

    def editable_by(self, user):
        """What a unit has proposed and nobody has taken up yet."""
        units = Unit.objects.where(user, "partners.add_request")
        return self.visible_to(user).filter(unit__in=units, consented_at__isnull=True, state=RequestState.RECEIVED)

    def confirmed(self):
        """Those of which the office knows."""
        return self.exclude(state=RequestState.UNCONFIRMED)

    def open(self):
        """Those that wait for an answer."""
        return self.filter(state__in=RequestState.open)

    def overdue(self, on):
        return self.open().filter(answer_due_on__lt=on)

    def to_forget(self, before):
        """Those that came to nothing before the instant, and still say who asked."""
        return self.filter(state__in=RequestState.forgotten_later, state_since__lt=before, forgotten_at__isnull=True)

    def for_list(self):
        """What a row of the list shows, in a constant number of queries."""
        rows = self.select_related("country", "institution", "unit", "proposed_by", "handled_by")
        people = [f"{who}__{name}" for who in ("proposed_by", "handled_by", "institution") for name in UNREAD_OF_OTHERS]
        return rows.defer(*UNREAD, *people)
