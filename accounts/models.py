from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.enums import Access, Role, Theme, UnitKind
from accounts.querysets import DelegationQuerySet, MembershipQuerySet, UnitQuerySet, UserManager
from accounts.rights import Held, Rights
from core import history
from core.in_languages import english_or_swedish
from core.search_text import Searchable


@history.track(exclude=("path",))
class Unit(models.Model):
    """One node of the university's tree. ``path`` ("/1/4/") is kept by ``accounts.services``."""

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    code = models.CharField(_("code"), max_length=20, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind)
    name_en = models.CharField(_("name in English"), max_length=200)
    name_sv = models.CharField(_("name in Swedish"), max_length=200, blank=True)
    email = models.EmailField(_("role address"), blank=True)
    path = models.CharField(max_length=200, editable=False, default="", db_index=True)
    is_active = models.BooleanField(_("in use"), default=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ("name_en",)

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        """In the reader's language, where the unit has a name in it."""
        return english_or_swedish(self.name_en, self.name_sv)

    def unit_paths_of_rights(self):
        return [self.path]


@history.track(exclude=("password", "last_login"))
class User(Searchable, AbstractBaseUser):
    """A person who signs in, by e-mail address. Rights come from memberships alone, one's own or lent for a time."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=150)
    title = models.CharField(_("title or function"), max_length=150, blank=True)
    language = models.CharField(
        _("language"), max_length=5, choices=[("en", "English"), ("sv", "Svenska")], default="en"
    )
    theme = models.CharField(_("appearance"), max_length=5, choices=Theme, default=Theme.AUTO)
    is_active = models.BooleanField(_("may sign in"), default=True)
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ("name", "pk")
        indexes = Searchable.Meta.indexes
        constraints = [models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_lower_case")]

    def __str__(self):
        return self.name or self.email

    @cached_property
    def rights(self) -> Rights:
        if not self.is_active:
            return Rights()
        held = Membership.objects.counting_for(self, timezone.localdate())
        return Rights.of(self.pk, map(Held._make, held.values_list("user", "user__name", "role", "unit__path")))

    def has_perm(self, perm, obj=None) -> bool:
        return self.rights.may(perm, obj)

    def has_perms(self, perms, obj=None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perms)

    def has_module_perms(self, app_label) -> bool:
        return self.rights.any_in_app(app_label)

    @property
    def access(self) -> Access:
        """How far the person has come in; ``UserQuerySet.with_access`` asks the same of the database."""
        if not self.is_active:
            return Access.CLOSED
        if self.last_login or self.has_usable_password():
            return Access.JOINED
        return Access.INVITED if self.invited_at else Access.NOT_INVITED

    @property
    def is_staff(self) -> bool:
        """Django admin's question: only administrators enter it."""
        return self.has_perm("core.administer")

    def get_full_name(self):
        return str(self)


@history.track()
class Membership(models.Model):
    """A role of a person in a unit; it holds there and in everything below."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("person"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships", verbose_name=_("unit"))
    role = models.CharField(_("role"), max_length=30, choices=Role)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [models.UniqueConstraint(fields=["user", "unit", "role"], name="membership_once")]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}, {self.unit}"


# PostgreSQL's own index over ranges compares the person too, as a range of one, so that no extension is needed.
ONE_PERSON = Func(F("person"), F("person"), Value("[]"), function="int8range", output_field=BigIntegerRangeField())
WHOLE_PERIOD = Func(F("starts_on"), F("ends_on"), Value("[]"), function="daterange", output_field=DateRangeField())


@history.track()
class Delegation(models.Model):
    """Who stands in for a person who is away, from one day to another, both included.

    Without an end it holds until further notice. Written by ``accounts.substitutes`` alone; what a
    substitute may do is said in ``accounts.rights``.
    """

    person = models.ForeignKey(User, models.CASCADE, related_name="delegations", verbose_name=_("who is away"))
    substitute = models.ForeignKey(User, models.CASCADE, related_name="standing_in", verbose_name=_("substitute"))
    starts_on = models.DateField(_("first day away"))
    ends_on = models.DateField(_("last day away"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("substitution")
        verbose_name_plural = _("substitutions")
        ordering = ("starts_on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="delegation_ends_after_start"
            ),
            models.CheckConstraint(condition=~Q(person=F("substitute")), name="delegation_to_somebody_else"),
            ExclusionConstraint(
                name="delegation_one_at_a_time",
                expressions=[(ONE_PERSON, RangeOperators.OVERLAPS), (WHOLE_PERIOD, RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self):
        return f"{self.substitute} for {self.person}"

    @property
    def has_begun(self) -> bool:
        return self.starts_on <= timezone.localdate()

    @property
    def is_over(self) -> bool:
        return self.ends_on is not None and self.ends_on < timezone.localdate()
