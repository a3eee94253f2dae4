"""What the address of the calendar asks: whose dates, of which kinds and units, in which span."""

from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

import django_filters
from dateutil.relativedelta import relativedelta
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import Unit, User
from core.filters import ChoicesFilter, OneChoiceFilter, PortalFilterSet, remembered_options
from reminders.dates import DateQuestion, Whose
from reminders.models import WatchedKind
from reminders.sources import sources

SEE_COLLEAGUES = "reminders.view_every_desk"
MINE, UNITS, FOLLOWED, EVERYTHING = "mine", "units", "followed", "all"
WHOSE = {MINE: _("Mine"), UNITS: _("My units"), FOLLOWED: _("What I follow"), EVERYTHING: _("Everything")}
SHOWN = "shown"
AHEAD = relativedelta(years=1)


def kinds():
    return [(source.name, source.label) for source in sources()]


def parts_of_kinds():
    """What the kinds chosen may be narrowed to further: the groups of those that part their dates."""
    return [pair for source in sources() for pair in source.grouping.parts()]


def every_unit():
    return remembered_options("calendar-units", lambda: ((unit.pk, unit.name) for unit in Unit.objects.all()))


def units_as_tree():
    """Units in use in the order of the tree, deeper ones indented."""
    rows = Unit.objects.filter(is_active=True).order_by("path")
    return remembered_options(
        "calendar-unit-tree", lambda: ((row.pk, "\u2003" * (row.path.count("/") - 2) + row.name) for row in rows)
    )


def colleagues():
    """People who may keep a date."""
    people = User.objects.active().with_role(*Role.staff)
    return remembered_options("calendar-colleagues", lambda: ((person.pk, person) for person in people))


def list_query(kind: str, group: str | None, since: date, until: date) -> str:
    """What the list is asked for the dates of one group in a span of days, beside whose they are."""
    return urlencode({"kind": kind, "about": group or "", "since": since.isoformat(), "until": until.isoformat()})


class CalendarFilter(PortalFilterSet):
    """The filters of month, list and export; ``question`` is what they ask together.

    ``person`` is for those who may see colleagues' desks, and then it says whose dates are meant.
    """

    search_name = ""
    without_chip = ("whose", "aside", "month", "day")

    whose = OneChoiceFilter(choices=list(WHOSE.items()), label=_("Whose"))
    kind = ChoicesFilter(choices=kinds, label=_("Kind"))
    about = OneChoiceFilter(choices=parts_of_kinds, label=_("More exactly"))
    unit = ChoicesFilter(choices=every_unit, offered=units_as_tree, label=_("Unit"))
    person = OneChoiceFilter(choices=colleagues, label=_("Person"))
    aside = OneChoiceFilter(choices=[(SHOWN, SHOWN)], label=_("Put aside"))

    def __init__(self, data, *, user):
        super().__init__(data, queryset=WatchedKind.objects.none())
        self.user = user
        if not user.has_perm(SEE_COLLEAGUES):
            del self.filters["person"]
        chosen = self.data.getlist("kind")
        if not any(known.name in chosen and known.grouping.parts() for known in sources()):
            del self.filters["about"]

    @cached_property
    def asked(self) -> dict:
        """What was understood of the address."""
        self.form.is_valid()
        return self.form.cleaned_data if self.is_bound else {}

    @cached_property
    def colleague(self) -> User | None:
        """Whose desk is looked at, where it is somebody else's."""
        chosen = self.asked.get("person")
        return User.objects.filter(pk=chosen).first() if chosen else None

    @property
    def view(self) -> str:
        """One of ``WHOSE``; "" while a colleague's dates are asked for."""
        return "" if self.colleague else self.asked.get("whose") or MINE

    @property
    def shows_aside(self) -> bool:
        return bool(self.asked.get("aside"))

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out of what the person may read."""
        return self.view == EVERYTHING and not (self.asked.get("kind") or self.asked.get("unit"))

    def question(self, on: date) -> DateQuestion:
        """The dates asked for on the day ``on``, of any time."""
        return DateQuestion(
            self.user,
            on,
            whose={UNITS: Whose.ALL, EVERYTHING: Whose.ALL, FOLLOWED: Whose.FOLLOWED}.get(self.view, Whose.KEPT),
            person=self.colleague,
            kinds=self.asked.get("kind") or (),
            group=self.asked.get("about") or None,
            units=self._units(),
        )

    def _units(self):
        """Units with those below them; None for all. Of "my units" and a chosen one, what lies in both."""
        units = None
        if self.view == UNITS:
            units = Unit.objects.within(self.user.memberships.values_list("unit__path", flat=True))
        if chosen := self.asked.get("unit"):
            below = Unit.objects.within(Unit.objects.filter(pk__in=chosen).values_list("path", flat=True))
            units = below if units is None else below & units
        return units


class CalendarListFilter(CalendarFilter):
    """The list has no month: it asks for a span of days."""

    since = django_filters.DateFilter(label=_("From"))
    until = django_filters.DateFilter(label=_("Until"))

    def question(self, on: date) -> DateQuestion:
        """As the month's, in the span of the address; without one, what is overdue and what the coming year brings."""
        return replace(super().question(on), since=self.asked.get("since"), until=self._until(on))

    @property
    def has_span(self) -> bool:
        return bool(self.asked.get("since") or self.asked.get("until"))

    def _until(self, on: date) -> date | None:
        return self.asked.get("until") if self.has_span else on + AHEAD
