"""What the words of a file mean in the portal: units, people, agreements, plans, series, networks and partners.

Each answer is read once for a run; what nobody knows, and what could mean several, raises ``PortalError``.
"""

from datetime import date
from functools import cache

from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.models import Unit, User
from agreements.models import Agreement
from cooperation.models import Series, WorkPlan
from core.errors import PortalError
from core.search_text import fold
from networks.models import Network
from partners.imports.contacts.partners import PartnersMeant, Whose
from partners.models import Institution
from reference.countries import CountryNames
from reference.models import Country


class Known:
    """What one run knows. Agreements are those that ``actor`` may read."""

    def __init__(self, actor):
        self.actor = actor
        self.agreement = cache(self._agreement)
        self.institution = cache(self._institution)

    @cached_property
    def units(self) -> dict[str, Unit]:
        """Those in use, by folded code and names."""
        units = Unit.objects.filter(is_active=True)
        return {fold(name): row for row in units for name in (row.name_sv, row.name_en, row.code) if name}

    @cached_property
    def countries(self) -> CountryNames:
        return CountryNames()

    @cached_property
    def partners(self) -> PartnersMeant:
        return PartnersMeant()

    @cached_property
    def networks(self) -> dict[str, Network]:
        named = ((row, (row.name_en, row.name_sv, row.short_name)) for row in Network.objects.all())
        return {fold(name): row for row, names in named for name in names if name}

    def unit(self, written: str) -> Unit:
        return _the(self.units.get(fold(written)), _("There is no unit “%(text)s” in use."), written)

    def country(self, written: str) -> Country:
        return _the(self.countries.recognise(written), _("“%(text)s” is not a country the portal knows."), written)

    def network(self, written: str) -> Network:
        sentence = _("There is no network called “%(text)s”: enter it first.")
        return _the(self.networks.get(fold(written)), sentence, written)

    def person(self, written: str) -> User:
        """By e-mail address, else by the whole name."""
        named = Q(email__iexact=written) if "@" in written else Q(name__iexact=written)
        found = User.objects.filter(named, is_active=True)[:2]
        return _the_only(found, _("Nobody with an account is called “%(text)s”."), written)

    def _agreement(self, written: str) -> Agreement:
        """By its number, else by the reference of a party, else by its title."""
        readable = Agreement.objects.visible_to(self.actor)
        by_party = Agreement.objects.filter(parties__reference=written).values("pk")
        found = (
            readable.filter(number=written)[:2]
            or readable.filter(pk__in=by_party)[:2]
            or readable.filter(title__iexact=written)[:2]
        )
        return _the_only(found, _("There is no agreement “%(text)s”."), written)

    def plan(self, written: str, agreement: Agreement | None, on: date | None) -> WorkPlan:
        """The work plan of the title; of several the one of the agreement and of the day."""
        found = list(WorkPlan.objects.filter(title__iexact=written).select_related("agreement", "unit"))
        for is_meant in (
            lambda plan: agreement is None or plan.agreement_id == agreement.pk,
            lambda plan: on is None or plan.starts_on <= on <= plan.ends_on,
        ):
            if len(found) > 1:
                found = [plan for plan in found if is_meant(plan)] or found
        return _the_only(found, _("There is no work plan “%(text)s”: take it in first."), written)

    def series(self, written: str, unit: Unit | None) -> Series:
        found = list(Series.objects.filter(title__iexact=written))
        of_unit = [series for series in found if unit and series.unit_id == unit.pk]
        return _the_only(of_unit or found, _("There is no series “%(text)s”: begin it first."), written)

    def whose(self, written: str, country: str) -> Whose:
        """The institution that a code or a name means, with the doubts about it, or why none is."""
        if self.partners.institutions.holder_of(written) is not None:
            return self.partners.whose(written, "", "")
        whose = self.partners.whose("", written, country)
        return whose if whose.partner or not country else self.partners.whose("", written, "")

    def _institution(self, key: int) -> Institution:
        return Institution.objects.get(pk=key)


def _the(found, sentence: str, written: str):
    if found is None:
        raise PortalError(sentence % {"text": written[:60]})
    return found


def _the_only(found, nobody: str, written: str):
    if not found:
        raise PortalError(nobody % {"text": written[:60]})
    if len(found) > 1:
        raise PortalError(_("“%(text)s” could mean several: write it so that it means one.") % {"text": written[:60]})
    return found[0]
