"""Each check answers one rule, or a few that belong together, with findings; none of them stops the others."""

from collections.abc import Callable, Iterator

from mobility.rules.book import RuleBook
from mobility.rules.cases import Case
from mobility.rules.checks.contents import blended_part, doctoral_level, teaching_load
from mobility.rules.checks.lengths import cycle_cap, length_of_long_stay, length_of_short_stay, length_of_staff_stay
from mobility.rules.checks.papers import agreement, charters
from mobility.rules.checks.people import enrolment, one_grant_at_a_time
from mobility.rules.checks.places import countries_apart, countries_of_icm, countries_of_ka131
from mobility.rules.findings import Finding

Check = Callable[[Case, RuleBook], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    countries_apart,
    countries_of_ka131,
    countries_of_icm,
    charters,
    agreement,
    enrolment,
    one_grant_at_a_time,
    length_of_long_stay,
    length_of_short_stay,
    length_of_staff_stay,
    cycle_cap,
    blended_part,
    doctoral_level,
    teaching_load,
)
