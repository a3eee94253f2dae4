"""The filters of the list of follow-ups."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit, User
from agreements.filters import MINE as MY_UNITS
from agreements.filters import every_unit, units
from core.filters import ChoicesFilter, OneChoiceFilter, PortalFilterSet, SearchFilter, remembered_options
from quality.enums import Area, FollowUpState, ProcessKind
from quality.models import FollowUp, FollowUpStep, Process
from reference.academic_years import AcademicYear

MINE, SHOWN = "mine", "shown"
ASKS_FOR_LATER = ("q", "year", "state", "later")
OPEN_STEPS = "steps"


def planned_later() -> Q:
    """Planned for a year that is to come."""
    return Q(state=FollowUpState.PLANNED, academic_year__gt=AcademicYear.current().first_year)


def every_year():
    years = FollowUp.objects.order_by("-academic_year").values_list("academic_year", flat=True).distinct()
    return remembered_options("follow-up-years", lambda: ((year, str(AcademicYear(year))) for year in years))


def every_process():
    return remembered_options("quality-processes", lambda: Process.objects.values_list("pk", "code"))


def every_owner():
    owners = FollowUp.objects.filter(owner__isnull=False).order_by().values("owner")
    people = User.objects.filter(pk__in=owners).order_by("name").values_list("pk", "name")
    return remembered_options("follow-up-owners", lambda: [("none", str(_("Nobody"))), *people])


class FollowUpFilter(PortalFilterSet):
    q = SearchFilter(label=_("Search"))
    year = ChoicesFilter(field_name="academic_year", choices=every_year, label=_("Academic year"))
    area = ChoicesFilter(field_name="process__area", choices=Area.choices, label=_("Area"))
    process = ChoicesFilter(choices=every_process, label=_("Process"))
    kind = ChoicesFilter(field_name="version__kind", choices=ProcessKind.choices, label=_("Kind"))
    unit = ChoicesFilter(choices=every_unit, offered=units, method="of_units", label=_("Unit"))
    state = ChoicesFilter(choices=FollowUpState.choices, label=_("State"))
    owner = ChoicesFilter(choices=every_owner, method="by_owner", label=_("Run by"))
    mine = OneChoiceFilter(
        choices=[(MINE, _("I run them")), (OPEN_STEPS, _("A step is asked of me"))], method="by_mine", label=_("Mine")
    )

    later = OneChoiceFilter(choices=[(SHOWN, _("Planned ones, too"))], label=_("Later years"))

    class Meta:
        model = FollowUp
        fields = []

    def filter_queryset(self, queryset):
        """What is planned for later years is left out until it is asked for: by year, state, words or ``later``."""
        found = super().filter_queryset(queryset)
        understood = self.form.cleaned_data if self.is_bound else {}
        return found if any(understood.get(name) for name in ASKS_FOR_LATER) else found.exclude(planned_later())

    def of_units(self, queryset, name, value):
        """A unit with those below it; one's own are those one has a role in."""
        if not value:
            return queryset
        chosen = Unit.objects.filter(pk__in=[key for key in value if key != MY_UNITS])
        paths = list(chosen.values_list("path", flat=True))
        if MY_UNITS in value:
            paths += self.request.user.memberships.values_list("unit__path", flat=True)
        return queryset.filter(unit__in=Unit.objects.within(paths))

    def by_owner(self, queryset, name, value):
        keys = [key for key in value if key != "none"]
        chosen = queryset.filter(owner__in=keys)
        return chosen | queryset.filter(owner=None) if "none" in value else (chosen if keys else queryset)

    def by_mine(self, queryset, name, value):
        user = self.request.user
        if value == OPEN_STEPS:
            asked = FollowUpStep.objects.to_do().filter(person=user)
            return queryset.filter(pk__in=asked.values("follow_up"))
        return queryset.filter(owner=user) if value else queryset
