"""Who belongs to a network: institutions over time, and who of us is its contact."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from core import history
from networks.enums import MemberRole
from networks.models.networks import Network
from networks.querysets import NetworkContactQuerySet, NetworkMembershipQuerySet
from partners.merge_trigger import LeadsToSurvivor
from partners.models import Institution

ENDS_BEFORE_IT_BEGINS = _("It would end before it begins.")
TWICE = _("This institution is a member in this period already.")


def _only(column: str) -> Func:
    """The key as a range of one: PostgreSQL's own index over ranges compares it, so that no extension is needed."""
    return Func(F(column), F(column), Value("[]"), function="int8range", output_field=BigIntegerRangeField())


PERIOD = Func(F("since"), F("until"), Value("[]"), function="daterange", output_field=DateRangeField())


@history.track()
class NetworkMembership(models.Model):
    """An institution in a network from one day to another, both included; an empty day is not known, or not set.

    An institution is at most once a member on any day: the database refuses a second row.
    Written by ``networks.services.memberships`` and by mergers of partners alone.
    """

    network = models.ForeignKey(Network, models.CASCADE, related_name="memberships", verbose_name=_("network"))
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="network_memberships", verbose_name=_("institution")
    )
    role = models.CharField(_("role"), max_length=20, choices=MemberRole, default=MemberRole.MEMBER)
    role_note = models.CharField(_("about the role"), max_length=200, blank=True)
    since = models.DateField(_("member since"), null=True, blank=True)
    until = models.DateField(_("member until"), null=True, blank=True)
    is_confirmed = models.BooleanField(_("confirmed by a source"), default=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    objects = NetworkMembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership of a network")
        verbose_name_plural = _("memberships of networks")
        ordering = ("institution__sort_key", "since", "pk")
        indexes = [models.Index(fields=["until", "id"], name="network_membership_by_end")]
        constraints = [
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="network_membership_in_order",
                violation_error_message=ENDS_BEFORE_IT_BEGINS,
            ),
            ExclusionConstraint(
                name="network_membership_once",
                expressions=[
                    (_only("network"), RangeOperators.OVERLAPS),
                    (_only("institution"), RangeOperators.OVERLAPS),
                    (PERIOD, RangeOperators.OVERLAPS),
                ],
                violation_error_message=TWICE,
            ),
        ]
        triggers = [LeadsToSurvivor(field="institution")]

    def __str__(self):
        return f"{self.network}: {self.institution}"

    def clean(self):
        """Said before the database is asked about overlaps: it knows no range that ends before it begins."""
        if self.since and self.until and self.until < self.since:
            raise ValidationError({"until": ENDS_BEFORE_IT_BEGINS})

    def is_current(self, on=None) -> bool:
        on = on or timezone.localdate()
        return (self.since is None or self.since <= on) and (self.until is None or self.until >= on)


@history.track()
class NetworkContact(models.Model):
    """Somebody of ours who looks after a network, for a unit. Written by ``networks.services`` alone."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="contacts", verbose_name=_("network"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="network_contacts", verbose_name=_("person")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="network_contacts", verbose_name=_("unit")
    )
    task = models.CharField(_("what for"), max_length=120, blank=True)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = NetworkContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact for a network")
        verbose_name_plural = _("contacts for networks")
        ordering = ("network", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "user", "since"],
                nulls_distinct=False,
                name="network_contact_once",
                violation_error_message=_("This person is a contact for the network from that day already."),
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="network_contact_in_order",
                violation_error_message=ENDS_BEFORE_IT_BEGINS,
            ),
        ]

    def __str__(self):
        return f"{self.network}: {self.user}"
