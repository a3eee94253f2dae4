from reference.models.base import NamedInTwoLanguages, ReferenceRow, Source, SuppliedRow
from reference.models.closures import ClosedDays
from reference.models.countries import Country, CountryAlias, CountryStatus, ErasmusPrefix
from reference.models.erasmus import CALL_CLOSES_AT, CallDeadline, CallYearParameter, GrantRate, Rule, TravelBand
from reference.models.study import IscedField, Language

__all__ = [
    "CALL_CLOSES_AT",
    "CallDeadline",
    "CallYearParameter",
    "ClosedDays",
    "Country",
    "CountryAlias",
    "CountryStatus",
    "ErasmusPrefix",
    "GrantRate",
    "IscedField",
    "Language",
    "NamedInTwoLanguages",
    "ReferenceRow",
    "Rule",
    "Source",
    "SuppliedRow",
    "TravelBand",
]
