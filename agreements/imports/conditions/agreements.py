"""Which agreement a row of conditions belongs to: by its number, the partner's reference, or the partner."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from agreements.amendments.states import AmendmentState
from agreements.enums import AgreementKind, AgreementState
from agreements.models import Agreement, Amendment, Party
from core.errors import PortalError
from core.keys import is_key, keys_among
from core.search_text import fold
from partners.imports.institutions import Institutions

AT_ONCE = 5000
READ_OF_PARTIES = ("agreement", "institution__name", "is_home", "partner_unit", "reference", "position")


@dataclass(frozen=True)
class Asked:
    """What a row says of its agreement; ``partners`` are keys of institutions other than ours."""

    key: str = ""
    number: str = ""
    reference: str = ""
    partners: frozenset[int] = frozenset()
    partner_unit: str = ""
    kind: str = ""


@dataclass
class Known:
    """An agreement with its parties: whether an institution is home, by its key."""

    agreement: Agreement
    parties: dict[int, Party] = field(default_factory=dict)

    @property
    def partner(self) -> int | None:
        """The one partner, where there is one alone."""
        others = [key for key, party in self.parties.items() if not party.is_home]
        return others[0] if len(others) == 1 else None


class Agreements:
    """All agreements that any of the ``asked`` may mean, read in a few queries."""

    def __init__(self, asked: Iterable[Asked], institutions: Institutions):
        asked = list(asked)
        self.home = institutions.home.pk
        self.known: dict[int, Known] = {}
        self.by_partner: dict[int, list[Known]] = defaultdict(list)
        self.by_number: dict[str, Known] = {}
        self.by_reference: dict[str, list[Known]] = defaultdict(list)
        self._load(pk=keys_among(one.key for one in asked))
        self._load(number=[one.number for one in asked if one.number])
        unnumbered = [one for one in asked if not one.number and not one.key]
        self._load(parties__reference=[one.reference for one in unnumbered if one.reference])
        partners = {key for one in unnumbered if not one.reference for key in one.partners}
        self._load(parties__institution=sorted(partners))
        self._add_parties()
        effective = Amendment.objects.filter(agreement__in=self.known, state=AmendmentState.IN_EFFECT)
        self.amended = set(effective.values_list("agreement", flat=True))

    def _load(self, **wanted):
        ((lookup, values),) = wanted.items()
        distinct = list(dict.fromkeys(values))
        rows = Agreement.objects.only(
            "number", "kind", "state", "title", "import_key", "starts_on", "ends_on"
        ).order_by()
        for start in range(0, len(distinct), AT_ONCE):
            for agreement in rows.filter(**{f"{lookup}__in": distinct[start : start + AT_ONCE]}):
                self.known.setdefault(agreement.pk, Known(agreement))

    def _add_parties(self):
        keys = list(self.known)
        for start in range(0, len(keys), AT_ONCE):
            parties = Party.objects.filter(agreement__in=keys[start : start + AT_ONCE]).order_by("position", "pk")
            for party in parties.select_related("institution").only(*READ_OF_PARTIES):
                self.known[party.agreement_id].parties[party.institution_id] = party
        for known in self.known.values():
            if known.agreement.number:
                self.by_number[known.agreement.number] = known
            for key, party in known.parties.items():
                if not party.is_home:
                    self.by_partner[key].append(known)
                if party.reference:
                    self.by_reference[party.reference].append(known)

    def find(self, asked: Asked) -> Known:
        """The one agreement meant. Raises ``PortalError`` with the sentence for a row that means none, or several."""
        if asked.key:
            found = self.known.get(int(asked.key)) if is_key(asked.key) else None
            return self._or_refuse(found, _("There is no agreement %(key)s in the portal.") % {"key": asked.key})
        if asked.number:
            sentence = _("No agreement has the number %(number)s.") % {"number": asked.number}
            return self._or_refuse(self.by_number.get(asked.number), sentence)
        if asked.reference:
            found = self.by_reference.get(asked.reference, [])
        elif asked.partners:
            found = self._with(asked.partners)
        else:
            raise PortalError(_("The row does not say which agreement it belongs to: give its number or the partner."))
        return self._only_one(found, asked)

    def _with(self, partners: frozenset[int]) -> list[Known]:
        some = self.by_partner.get(min(partners), [])
        return [known for known in some if partners <= known.parties.keys()]

    def _or_refuse(self, found: Known | None, sentence: str) -> Known:
        if found is None:
            raise PortalError(sentence)
        return found

    def _only_one(self, found: list[Known], asked: Asked) -> Known:
        """Narrowed by what else the row says, then by what is likeliest meant."""
        left = [known for known in found if not asked.kind or known.agreement.kind == asked.kind]
        if asked.partner_unit:
            left = [known for known in left if _has_unit(known, asked.partner_unit)]
        for is_likelier in (_is_current, _is_erasmus):
            likelier = [known for known in left if is_likelier(known)]
            left = likelier if len(left) > 1 and likelier else left
        if not left:
            raise PortalError(_("There is no such agreement with this partner."))
        if len(left) > 1:
            names = ", ".join(known.agreement.number or known.agreement.title for known in left[:4])
            raise PortalError(_("Several agreements fit (%(names)s): give the number.") % {"names": names})
        return left[0]


def _has_unit(known: Known, unit: str) -> bool:
    return any(fold(party.partner_unit) == fold(unit) for party in known.parties.values())


def _is_current(known: Known) -> bool:
    return known.agreement.state not in AgreementState.over


def _is_erasmus(known: Known) -> bool:
    return known.agreement.kind == AgreementKind.ERASMUS
