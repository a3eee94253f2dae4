"""The filters of the list of actions, of its board and of its export."""

from datetime import timedelta

import django_filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit, User
from agreements.filters import MINE, every_unit, units
from core.filters import ChoicesFilter, PortalFilterSet, SearchFilter, remembered_options
from core.keys import is_key
from quality.enums import ActionState, Area, Effort
from quality.models import Action, FollowUp, Process
from reference.academic_years import AcademicYear

DAYS_SOON = 30
FOR_ME = [("mine", _("I am responsible")), ("verify", _("I may verify"))]
WHEN = [("overdue", _("Overdue")), ("soon", _("Within 30 days")), ("none", _("Without a date"))]
NOBODY = "nobody"


def processes():
    return remembered_options("action-processes", lambda: ((row.pk, row.code) for row in Process.objects.all()), 300)


def owners():
    """Who is responsible for anything, and nobody."""

    def build():
        yield NOBODY, _("Nobody")
        people = User.objects.filter(pk__in=Action.objects.order_by().values("owner").distinct()).order_by("name", "pk")
        yield from ((person.pk, person) for person in people)

    return remembered_options("action-owners", build)


def years():
    used = FollowUp.objects.filter(actions__isnull=False).order_by("-academic_year")
    keys = used.values_list("academic_year", flat=True).distinct()
    return remembered_options("action-years", lambda: ((year, AcademicYear(year)) for year in keys))


class ActionFilter(PortalFilterSet):
    q = SearchFilter(label=_("Search"))
    for_me = ChoicesFilter(choices=FOR_ME, method="concerning_me", label=_("Mine"))
    state = ChoicesFilter(choices=ActionState.choices, label=_("State"))
    due = ChoicesFilter(choices=WHEN, method="due_when", label=_("Due"))
    owner = ChoicesFilter(choices=owners, method="of_owners", label=_("Responsible"))
    unit = ChoicesFilter(choices=every_unit, offered=units, method="of_units", label=_("Unit"))
    process = ChoicesFilter(choices=processes, label=_("Process"))
    area = ChoicesFilter("process__area", choices=Area.choices, label=_("Area"))
    year = ChoicesFilter("follow_up__academic_year", choices=years, label=_("Academic year"))
    effort = ChoicesFilter(choices=Effort.choices, label=_("Effort"))
    follow_up = django_filters.CharFilter(method="of_follow_up", max_length=19, label=_("Follow-up"))

    without_chip = ("q", "follow_up")

    class Meta:
        model = Action
        fields = []

    def concerning_me(self, queryset, name, value):
        if not value:
            return queryset
        user, found = self.request.user, Q(pk__in=[])
        if "mine" in value:
            found |= Q(owner=user, state__in=ActionState.to_do)
        if "verify" in value:
            found |= Q(pk__in=Action.objects.to_verify_by(user).order_by().values("pk"))
        return queryset.filter(found)

    def due_when(self, queryset, name, value):
        if not value:
            return queryset
        today = timezone.localdate()
        meant = {
            "overdue": Q(due_on__lt=today),
            "soon": Q(due_on__gte=today, due_on__lte=today + timedelta(days=DAYS_SOON)),
            "none": Q(due_on__isnull=True),
        }
        found = Q(pk__in=[])
        for each in value:
            found |= meant[each]
        return queryset.to_do().filter(found)

    def of_owners(self, queryset, name, value):
        if not value:
            return queryset
        found = Q(owner__in=[key for key in value if key != NOBODY])
        return queryset.filter(found | Q(owner__isnull=True) if NOBODY in value else found)

    def of_units(self, queryset, name, value):
        """A unit holds everything below it; "mine" are those in which the person has a role."""
        if not value:
            return queryset
        wanted = Q(pk__in=[key for key in value if key != MINE])
        if MINE in value:
            wanted |= Q(pk__in=self.request.user.memberships.values("unit"))
        paths = Unit.objects.filter(wanted).values_list("path", flat=True)
        return queryset.filter(unit__in=Unit.objects.within(paths))

    def of_follow_up(self, queryset, name, value):
        if not value:
            return queryset
        return queryset.filter(follow_up=int(value)) if is_key(value) else queryset.none()
