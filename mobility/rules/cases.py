"""One stay abroad, as far as the rules need to know it."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from mobility.enums import Activity, Direction, SchemeCode
from mobility.rules.periods import funded_days


@dataclass(frozen=True, kw_only=True)
class Case:
    """What nobody has said has its harmless value: charters are held, the person is enrolled, nothing is extra.

    ``distance_km`` is one way, ``ects`` what the stay brings, ``earlier_days_in_cycle`` counts every Erasmus period
    of the same study cycle before this one, those without a grant too (KA131-24). ``travel_days`` are those recorded;
    cases as JSON have none (``rules.reading``). ``from_enterprise``: a teacher whom the university invites from an
    organisation that is none itself; left out of the text that a kept grant is compared by.
    """

    scheme: SchemeCode
    call_year: int
    activity: Activity
    sending_country: str
    receiving_country: str
    start_on: date
    end_on: date
    direction: Direction = Direction.OUTGOING
    distance_km: Decimal | None = None
    virtual_part: bool = True
    ects: Decimal | None = None
    eqf_level: int | None = None
    one_cycle_programme: bool = False
    earlier_days_in_cycle: int = 0
    complete_term: bool = False
    fewer_opportunities: bool = False
    green_travel: bool = False
    teaching_hours: Decimal | None = None
    combined_with_training: bool = False
    agreement_in_force: bool = True
    sending_charter: bool = True
    receiving_charter: bool = True
    zero_grant: bool = False
    enrolled: bool = True
    graduated_on: date | None = None
    residence_country: str = ""
    other_eu_grant: bool = False
    travel_days: int = 0
    from_enterprise: bool = field(default=False, repr=False)

    @cached_property
    def days(self) -> int:
        """Its length as the programme counts it."""
        return funded_days(self.start_on, self.end_on, in_months=self.is_long)

    @property
    def is_long(self) -> bool:
        return self.activity in Activity.long_stays

    @property
    def is_short(self) -> bool:
        return self.activity in Activity.short_stays

    @property
    def is_of_staff(self) -> bool:
        return self.activity in Activity.of_staff

    @property
    def is_icm(self) -> bool:
        return self.scheme == SchemeCode.KA171
