from functools import reduce
from operator import or_

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone

from accounts.enums import Access, Role
from core.search_text import SearchableQuerySet


class UnitQuerySet(models.QuerySet):
    def within(self, paths):
        """Units at or below any of ``paths``."""
        condition = Q(pk__in=[])
        for path in paths:
            condition |= Q(path__startswith=path)
        return self.filter(condition)

    def where(self, user, right: str):
        """Units in which ``user`` has ``right``."""
        rights = user.rights
        return self if rights.everywhere(right) else self.within(rights.unit_paths(right))

    def visible_to(self, user):
        """Units are no secret inside the house; a stranger sees none."""
        return self if user.is_authenticated else self.none()


class UserQuerySet(SearchableQuerySet):
    def active(self):
        return self.filter(is_active=True)

    def with_role(self, *roles):
        """People who hold any of ``roles`` somewhere."""

        return self.filter(
            pk__in=self.model.memberships.rel.related_model.objects.filter(role__in=roles).values("user")
        )

    def with_access(self, *wanted):
        """People who have come in as far as any of ``wanted`` (``enums.Access``)."""
        joined = Q(last_login__isnull=False) | ~Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
        conditions = {
            Access.CLOSED: Q(is_active=False),
            Access.JOINED: Q(is_active=True) & joined,
            Access.INVITED: Q(is_active=True, invited_at__isnull=False) & ~joined,
            Access.NOT_INVITED: Q(is_active=True, invited_at__isnull=True) & ~joined,
        }
        return self.filter(reduce(or_, (conditions[access] for access in wanted)))

    def able_to_stand_in(self):
        """Colleagues who may be named as a substitute: they sign in, and have a role that is not a guest's."""
        return self.active().with_role(*Role.staff)

    def for_list(self):
        """What a list of people shows, in a constant number of queries."""
        to_come = self.model.delegations.rel.related_model.objects.not_over(timezone.localdate())
        absences = Prefetch("delegations", to_come.select_related("substitute"), to_attr="absences")
        return self.prefetch_related("memberships__unit", absences)

    def visible_to(self, user):
        """Colleagues: any signed-in member of staff may find who keeps what."""
        return self if user.is_authenticated and user.has_perm("core.search") else self.none()


class MembershipQuerySet(models.QuerySet):
    def counting_for(self, user, day):
        """The roles of ``user``, and on ``day`` those lent by people they stand in for: one query for every right."""
        away = user.standing_in.on(day).values("person")
        return self.filter(Q(user=user) | Q(user__in=away, role__in=Role.delegable))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    use_in_migrations = False

    def get_by_natural_key(self, email):
        return self.get(email=self.normalise(email))

    @staticmethod
    def normalise(email: str) -> str:
        """Addresses are compared in lower case, as every mail service in use does."""
        return email.strip().lower()


class DelegationQuerySet(models.QuerySet):
    """Substitutions by their time; the day is a parameter, so that tests need no clock."""

    def on(self, day):
        """Those that hold on ``day``."""
        return self.not_over(day).filter(starts_on__lte=day)

    def coming(self, day):
        """Those that begin after ``day``."""
        return self.filter(starts_on__gt=day)

    def not_over(self, day):
        """Those that hold on ``day`` or later."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def past(self, day):
        """Those that were over before ``day``."""
        return self.filter(ends_on__lt=day)

    def overlapping(self, starts_on, ends_on):
        """Those that share a day with the period; without ``ends_on`` it goes on for good."""
        begun = self if ends_on is None else self.filter(starts_on__lte=ends_on)
        return begun.not_over(starts_on)

    def of(self, person):
        """Those in which ``person`` is the one away."""
        return self.filter(person=person)

    def visible_to(self, user):
        """One's own and those one stands in for; all of them for who may name substitutes."""
        if not user.is_authenticated:
            return self.none()
        if user.has_perm("accounts.name_substitute"):
            return self
        return self.filter(Q(person=user) | Q(substitute=user))
