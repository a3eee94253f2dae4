"""Which institution a row of somebody's register means: by code first, then by name within the country."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from agreements.imports.partner_index import PartnerIndex, plain
from partners.models import Institution
from reference.erasmus_codes import display

IDENTICAL = 100
SAME = 75  # of 100: a name that need not be looked at when the code agrees


@dataclass(frozen=True)
class Match:
    """``institution`` is None for one to be added. ``note`` says how it was found; ``alias`` is a new name for it."""

    institution: Institution | None
    code: str = ""
    note: str = ""
    doubts: tuple[str, ...] = ()
    alias: str = ""


class PartnerMatcher:
    """Answers the same question once: registers name a partner in many rows."""

    def __init__(self, index: PartnerIndex):
        self.index = index
        self._answers: dict[tuple[str, str, str], Match] = {}

    def match(self, code: str, name: str, country: str) -> Match:
        """The institution meant by what a row says. ``country`` is a two-letter code."""
        key = (code, name, country)
        if key not in self._answers:
            self._answers[key] = self._match(*key)
        return self._answers[key]

    def _match(self, written: str, name: str, country: str) -> Match:
        code = self.index.reading(written, country)
        holder = self.index.holder(code)
        if holder:
            return self._with_holder(holder, code, name, country)
        if found := self.index.surely_called(name, country):
            return self._by_name(found, written, code)
        if found := self.index.covering(name, country):
            doubt = _("Taken for %(partner)s (%(code)s), whose name holds all these words.")
            words = {"partner": found.name, "code": display(found.erasmus_code)}
            return Match(found, found.erasmus_code, _("Partner found by name and country."), (doubt % words,))
        return self._unknown(written, code, name, country)

    def _with_holder(self, holder: Institution, code: str, name: str, country: str) -> Match:
        """The code exists: trusted where the name agrees, told where it does not, overruled by a better name."""
        words = {"code": display(code), "holder": holder.name}
        is_there = holder.country_id == country
        likeness = self.index.likeness(name, holder) if is_there else 0
        better = self.index.surely_called(name, country)
        if likeness >= SAME and (better is None or better.pk == holder.pk or likeness == IDENTICAL):
            alias = plain(name) if self.index.adds_a_name(name, holder) else ""
            return Match(holder, code, _("Partner found by its code %(code)s.") % words, alias=alias)
        if better and better.pk != holder.pk:
            doubt = _("The code %(code)s belongs to %(holder)s, but the name fits %(better)s: taken by its name.")
            doubt %= words | {"better": better.name}
            return Match(better, better.erasmus_code, _("Partner found by name and country."), (doubt,))
        note = _("Partner found by its code %(code)s; it is called %(holder)s there.") % words
        if is_there and self.index.is_plausible(name, holder):
            return Match(holder, code, note, alias=plain(name))
        return Match(holder, code, note, (_("The code %(code)s belongs to %(holder)s. Is that who you mean?") % words,))

    def _by_name(self, found: Institution, written: str, code: str) -> Match:
        doubts = []
        if code and found.erasmus_code:
            words = {"written": written, "code": display(found.erasmus_code)}
            doubts.append(_("Your file has the code %(written)s, the portal %(code)s.") % words)
        return Match(found, found.erasmus_code, _("Partner found by name and country."), tuple(doubts))

    def _unknown(self, written: str, code: str, name: str, country: str) -> Match:
        doubts = []
        if written and not code:
            doubts.append(_("“%(written)s” is not an Erasmus code; it is kept in the remarks.") % {"written": written})
        if similar := self.index.similar(name, code, country):
            listed = ", ".join(f"{found.name} ({display(found.erasmus_code)})" for found in similar)
            sentence = _("Not found, but similar: %(partners)s. If it is one of these, write its code.")
            doubts.append(sentence % {"partners": listed})
        return Match(None, code, _("The partner is new to the portal."), tuple(doubts))


def without_repeats(name: str, *repeated: str) -> str:
    """The partner's name without its faculty or programme, where the row gives them in columns of their own."""
    shorter = name.strip()
    for text in filter(None, repeated):
        for tail, signs in ((f"({text})", ""), (text, "-–,")):
            rest = shorter[: -len(tail)].rstrip()
            is_tail = shorter[-len(tail) :].lower() == tail.lower()
            if is_tail and rest and (not signs or rest[-1] in signs):
                shorter = rest.rstrip(f" {signs}") or shorter
    return shorter
