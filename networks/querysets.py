from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Least
from django.utils import timezone

from agreements.models import Agreement, Party
from core.search_text import SearchableQuerySet
from networks.enums import CountKind, Readers

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

    def looked_after_by(self, user, on=None):
        """Those whose contact ``user`` is on the day."""
        contacts = self.model._meta.get_field("contacts").related_model.objects.current(on)
        return self.filter(pk__in=contacts.filter(user=user).values("network"))

    def without_contact(self, on=None):
        contacts = self.model._meta.get_field("contacts").related_model.objects.current(on)
        return self.exclude(pk__in=contacts.values("network"))

    def with_next_end(self, on=None):
        """With ``ends_next_on``: the first day to come on which its funding, its fee or itself is due."""
        on = on or timezone.localdate()
        days = [
            models.Case(models.When(Q(**{f"{name}__gte": on}), then=F(name)))
            for name in ("funding_ends_on", "fee_due_on", "ends_on")
        ]
        return self.annotate(ends_next_on=Least(*days))

    def for_list(self):
        """What a row of the list and the export show, in a constant number of queries."""
        contacts = self.model._meta.get_field("contacts").related_model.objects.current().select_related("user")
        counts = self.model._meta.get_field("counts").related_model.objects.most_telling()
        prefetched = (
            models.Prefetch("contacts", contacts, "current_contacts"),
            models.Prefetch("counts", counts, "newest"),
        )
        return self.with_members().with_next_end().prefetch_related(*prefetched)

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


class NetworkCountQuerySet(OfNetworks):
    def most_telling(self):
        """How many take part first, the newest number of each kind before the older ones."""
        told_first = models.Case(models.When(kind=CountKind.PARTICIPANTS, then=0), default=1)
        return self.order_by(told_first, "kind", "-counted_on", "pk")


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

    def of_partners(self):
        """Every member but ourselves."""
        return self.exclude(institution__erasmus_code=settings.HOME_INSTITUTION)

    def ours(self):
        """Our own memberships."""
        return self.filter(institution__erasmus_code=settings.HOME_INSTITUTION)

    def with_agreements(self, user, on=None):
        """With ``has_agreement``: whether an agreement that ``user`` may read is in force with the member, never us."""
        agreements = Agreement.objects.visible_to(user).in_force(on).values("pk")
        theirs = Party.objects.filter(institution=OuterRef("institution"), agreement__in=agreements, is_home=False)
        return self.annotate(has_agreement=Exists(theirs))

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
