"""Whose contact a row is: the partner by its code, else by one of its names, in its country where several share it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.errors import PortalError
from core.search_text import fold
from partners.imports.institutions import Institutions, Named
from partners.similar_facts import Asked
from partners.similar_now import load_index
from reference.countries import CountryNames

MOST_NAMED = 4


@dataclass(frozen=True)
class Whose:
    """The partner of a row with the doubts about it, or the sentence that refuses the row."""

    partner: Named | None = None
    doubts: tuple[str, ...] = ()
    refusal: str = ""


class PartnersMeant:
    """Answers the same question once: a partner has several contacts."""

    def __init__(self):
        self.institutions = Institutions()
        self.countries = CountryNames()
        self._similar = None
        self._answers: dict[tuple[str, str, str], Whose] = {}

    def whose(self, code: str, name: str, country: str) -> Whose:
        key = (code, name, country)
        if key not in self._answers:
            try:
                self._answers[key] = self._find(*key)
            except PortalError as error:
                self._answers[key] = Whose(refusal=str(error.sentence))
        return self._answers[key]

    def _find(self, code: str, name: str, country: str) -> Whose:
        if not code and not name:
            raise PortalError(_("The row does not say which partner the contact belongs to."))
        holder = self.institutions.holder_of(code) if code else None
        if holder is not None:
            return self._with_holder(self.institutions.named[holder], code, name)
        if not name:
            raise PortalError(_("No partner of the portal has the code %(code)s.") % {"code": code})
        found = self._called(name, country)
        doubts = self._standing(found)
        if code:
            doubts += (_("No partner has the code %(code)s: taken by its name.") % {"code": code},)
        return Whose(found, doubts)

    def _with_holder(self, holder: Named, code: str, name: str) -> Whose:
        is_called_so = not name or holder in self.institutions.called(name)
        words = {"code": code, "partner": holder.name}
        doubt = () if is_called_so else (_("The code %(code)s belongs to %(partner)s. Is that who you mean?") % words,)
        return Whose(holder, doubt + self._standing(holder))

    def _called(self, name: str, country: str) -> Named:
        """The one partner of this name. Raises ``PortalError`` where there is none, or more than one."""
        found = self.institutions.called(name)
        meant = self.countries.recognise(country) if country else None
        if country and meant is None:
            raise PortalError(_("“%(value)s” is not a country the portal knows.") % {"value": country})
        if meant is not None:
            found = [one for one in found if one.country == meant.pk]
        if len(found) > 1:
            found = [one for one in found if not one.is_listed] or found
        if not found:
            raise PortalError(self._nobody(name, meant.pk if meant else ""))
        if len(found) > 1:
            words = {"name": name, "partners": ", ".join(map(str, found[:MOST_NAMED]))}
            raise PortalError(_("Several partners are called “%(name)s” (%(partners)s): give the code.") % words)
        return found[0]

    def _nobody(self, name: str, country: str) -> str:
        """A sentence with those who may be meant."""
        self._similar = self._similar or load_index()
        alike = self._similar.similar(Asked(names=(name,), country=country))
        near = [self.institutions.named[one.institution_id] for one in alike if one.institution_id in self.named]
        if not fold(name) or not near:
            return _("No partner of the portal is called “%(name)s”.") % {"name": name}
        words = {"name": name, "partners": ", ".join(map(str, near[:MOST_NAMED]))}
        sentence = _(
            "No partner is called “%(name)s”, but similar: %(partners)s. If it is one of these, give its code."
        )
        return sentence % words

    @property
    def named(self) -> dict[int, Named]:
        return self.institutions.named

    def _standing(self, partner: Named) -> tuple[str, ...]:
        if partner.is_closed:
            return (_("%(partner)s is closed.") % {"partner": partner.name},)
        if partner.is_listed:
            return (_("%(partner)s is known from the charter list alone, no partner yet.") % {"partner": partner.name},)
        return ()
