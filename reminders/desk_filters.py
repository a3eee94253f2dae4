"""What the address of a desk asks: of which kinds and units, and, for those who may look, whose."""

from datetime import date

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Unit, User
from core.filters import ChoicesFilter, OneChoiceFilter, PortalFilterSet
from reminders.calendar.filters import SEE_COLLEAGUES, colleagues, every_unit, kinds, units_as_tree
from reminders.desk import Desk
from reminders.models import WatchedKind

EVERYBODY = "everybody"


def whose():
    return [(EVERYBODY, _("Everybody’s dates")), *colleagues()]


class DeskFilter(PortalFilterSet):
    """The filters of a desk; ``desk`` is what they ask together. ``person`` is for ``SEE_COLLEAGUES`` alone."""

    search_name = ""
    without_chip = ()

    kind = ChoicesFilter(choices=kinds, label=gettext_lazy("Kind"))
    unit = ChoicesFilter(choices=every_unit, offered=units_as_tree, label=gettext_lazy("Unit"))
    person = OneChoiceFilter(choices=whose, label=gettext_lazy("Person"))

    def __init__(self, data, *, reader):
        super().__init__(data, queryset=WatchedKind.objects.none())
        self.reader = reader
        if not reader.has_perm(SEE_COLLEAGUES):
            del self.filters["person"]

    @cached_property
    def asked(self) -> dict:
        """What was understood of the address."""
        self.form.is_valid()
        return self.form.cleaned_data if self.is_bound else {}

    @property
    def problems(self) -> list[str]:
        found = super().problems
        if "person" in self.data and "person" not in self.filters:
            found.append(_("Only the office may look at the desks of others: this is yours."))
        return found

    def desk(self, on: date) -> Desk:
        """The desk asked for, as it is on the day."""
        return Desk(self.reader, on, self._person(), tuple(self.asked.get("kind") or ()), self._units())

    def _person(self):
        chosen = self.asked.get("person")
        if chosen == EVERYBODY:
            return None
        if not chosen or chosen == str(self.reader.pk):
            return self.reader
        return User.objects.filter(pk=chosen).first() or self.reader  # removed since the options were remembered

    def _units(self):
        """The chosen units with those below them; None for all."""
        chosen = self.asked.get("unit")
        if not chosen:
            return None
        return Unit.objects.within(Unit.objects.filter(pk__in=chosen).values_list("path", flat=True))
