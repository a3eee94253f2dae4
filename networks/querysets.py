from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.search_text import SearchableQuerySet
from networks.enums import Readers

VIEW = "networks.view_network"
CHANGE = "networks.change_network"


class ReadByStaff:
    """Read by all staff and changed by the office, as the network a row is or hangs on."""

    def visible_to(self, user):
        return self if user.is_authenticated and user.has_perm(VIEW) else self.none()

    def editable_by(self, user):
        return self if user.is_authenticated and user.has_perm(CHANGE) else self.none()


class OfNetworks(ReadByStaff, models.QuerySet):
    """Rows that hang on a network and are asked nothing else."""


class NetworkQuerySet(ReadByStaff, SearchableQuerySet):
    """Every question the portal asks about networks. All staff read them; the office keeps them."""

    def published(self):
        return self.filter(is_published=True)

    def with_members(self, on=None):
        """With the number of their members on the day, as ``member_count``, and of these countries."""
        memberships = self.model._meta.get_field("memberships").related_model.objects.current(on)
        of_network = memberships.filter(network=models.OuterRef("pk")).order_by().values("network")
        return self.annotate(
            member_count=_counted(of_network, models.Count("pk")),
            country_count=_counted(of_network, models.Count("institution__country", distinct=True)),
        )


def _counted(rows, what):
    return models.functions.Coalesce(models.Subquery(rows.annotate(found=what).values("found")), 0)


class NetworkMembershipQuerySet(OfNetworks):
    def current(self, on=None):
        """Members on the day; without a first or a last day a membership is taken to hold."""
        on = on or timezone.localdate()
        return self.filter(Q(since__isnull=True) | Q(since__lte=on), Q(until__isnull=True) | Q(until__gte=on))

    def ended(self, on=None):
        return self.filter(until__lt=on or timezone.localdate())

    def overlapping(self, since, until):
        """Those that hold on any day of the period, both ends included; None is an open end."""
        found = self
        if until is not None:
            found = found.filter(Q(since__isnull=True) | Q(since__lte=until))
        if since is not None:
            found = found.filter(Q(until__isnull=True) | Q(until__gte=since))
        return found

    def published(self):
        """Of published networks: who belongs to one is told by the network itself."""
        return self.filter(network__is_published=True)

    def for_list(self):
        return self.select_related("network", "institution__country").order_by("institution__sort_key", "since", "pk")


class NetworkContactQuerySet(OfNetworks):
    def current(self, on=None):
        on = on or timezone.localdate()
        return self.filter(Q(since__isnull=True) | Q(since__lte=on), Q(until__isnull=True) | Q(until__gte=on))


class JointOfferQuerySet(ReadByStaff, SearchableQuerySet):
    def published(self):
        return self.filter(is_published=True, network__is_published=True)

    def open_to_applications(self, on=None):
        """Whose window of applications holds on the day."""
        on = on or timezone.localdate()
        return self.filter(Q(apply_from__isnull=True) | Q(apply_from__lte=on), apply_by__gte=on)

    def not_over(self, on=None):
        """What can still be applied for or taken part in, and what has no day."""
        on = on or timezone.localdate()
        return self.filter(Q(ends_on__gte=on) | Q(ends_on__isnull=True, apply_by__gte=on) | _without_days())

    def for_list(self):
        return self.select_related("network", "language").prefetch_related("partners__institution__country")


def _without_days() -> Q:
    return Q(ends_on__isnull=True, apply_by__isnull=True)


class NetworkDocumentQuerySet(OfNetworks):
    def visible_to(self, user):
        """Those meant for the office are read by whoever keeps the network."""
        readable = super().visible_to(user)
        return readable if user.is_authenticated and user.has_perm(CHANGE) else readable.filter(readers=Readers.STAFF)
