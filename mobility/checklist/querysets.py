from mobility.enums import MobilityState
from mobility.learning.querysets import OfStayQuerySet


class StayStepQuerySet(OfStayQuerySet):
    """Every question the portal asks about the steps of stays."""

    def open(self):
        """Neither done nor said to be superfluous."""
        return self.filter(done_on__isnull=True, not_needed_because="")

    def to_be_done(self):
        """Open, of a stay that still goes on: nothing is owed for one that fell through or is closed."""
        return self.open().filter(mobility__state__in=MobilityState.open)

    def overdue(self, on):
        return self.to_be_done().filter(due_on__lt=on)
