"""A stay as the rules see it: where its ``Case`` comes from."""

from dataclasses import replace

from django.db.models import Q

from agreements.ending.coverage import covers
from mobility.enums import Activity, MobilityState, SchemeCode
from mobility.models import Mobility
from mobility.rules.cases import Case
from mobility.rules.periods import funded_days
from partners.enums import InstitutionKind
from partners.models import Institution

LAST_OF_ONE_CYCLE = 7  # EQF


def call_year_of(stay: Mobility) -> int:
    """The call whose rules hold: that of the project that pays, else the one of the year in which the stay begins."""
    return stay.project.call_year if stay.project_id else stay.academic_year


def case_of(stay: Mobility, home: Institution) -> Case | None:
    """What the rules need to know of ``stay``, saved or not; None where its scheme has no rules of the programme.

    ``home`` is the university whose portal this is. Days are as certified where they are, as planned else.
    """
    paid = paid_case_of(stay, home)
    return paid and replace(
        paid,
        virtual_part=stay.has_virtual_part,
        ects=stay.ects,
        eqf_level=stay.eqf_level,
        one_cycle_programme=stay.is_one_cycle_programme,
        earlier_days_in_cycle=earlier_days(stay),
        complete_term=stay.is_complete_term,
        teaching_hours=stay.teaching_hours,
        combined_with_training=stay.is_combined_with_training,
        agreement_in_force=is_covered(stay),
        enrolled=stay.is_enrolled,
        graduated_on=stay.graduated_on,
        residence_country=stay.participant.residence_id or "",
        other_eu_grant=stay.has_other_eu_grant,
        **charters(stay, home),
    )


def paid_case_of(stay: Mobility, home: Institution) -> Case | None:
    """As much of ``case_of`` as the grant follows from: nothing is asked that ten thousand stays are slow at."""
    if not stay.scheme.rules:
        return None
    country = stay.partner.country_id if stay.partner_id else stay.host_country_id
    ends = (home.country_id, country)
    sending, receiving = ends if stay.is_outgoing else reversed(ends)
    starts_on, ends_on = stay.presence
    return Case(
        scheme=SchemeCode(stay.scheme.rules),
        call_year=call_year_of(stay),
        activity=Activity(stay.activity),
        sending_country=sending,
        receiving_country=receiving,
        start_on=starts_on,
        end_on=ends_on,
        direction=stay.direction,
        distance_km=stay.distance_km,
        fewer_opportunities=has_fewer_opportunities(stay),
        green_travel=stay.is_green_travel,
        zero_grant=stay.is_zero_grant,
        travel_days=stay.travel_days,
        from_enterprise=is_from_enterprise(stay),
    )


def is_from_enterprise(stay: Mobility) -> bool:
    """Whether we invite a teacher from an organisation that is no university (KA131-25, 26)."""
    if stay.is_outgoing or stay.activity != Activity.TEACHING:
        return False
    return stay.partner_id is None or stay.partner.kind != InstitutionKind.HIGHER_EDUCATION


def is_paid_elsewhere(stay: Mobility) -> bool:
    """Whether the university that sends pays: whoever comes to us within KA131, unless a project of ours is named."""
    return stay.scheme.rules == SchemeCode.KA131 and not stay.is_outgoing and stay.project_id is None


def is_covered(stay: Mobility) -> bool:
    """Whether a condition in force holds for the whole period (AG-10)."""
    return stay.condition_id is not None and not covers(stay.condition, stay.starts_on, stay.ends_on)


def charters(stay: Mobility, home: Institution) -> dict[str, bool]:
    """Whether either side holds the charter on the first day (KA131-10); a host that is no partner has none."""
    ours = _holds_charter(home, stay.starts_on)
    theirs = stay.partner_id is not None and _holds_charter(stay.partner, stay.starts_on)
    sending, receiving = (ours, theirs) if stay.is_outgoing else (theirs, ours)
    return {"sending_charter": sending, "receiving_charter": receiving}


def _holds_charter(institution: Institution, day) -> bool:
    begins, ends = institution.charter_starts_on, institution.charter_ends_on
    return ends is not None and (begins is None or begins <= day) and day <= ends


def earlier_days(stay: Mobility) -> int:
    """Erasmus days of the same study cycle before this stay, those without a grant too (KA131-24)."""
    if stay.is_of_staff or stay.eqf_level is None or stay.participant_id is None:
        return stay.earlier_days_elsewhere
    earlier = Mobility.objects.filter(
        same_cycle(stay),
        participant=stay.participant_id,
        state__in=MobilityState.takes_place,
        starts_on__lt=stay.starts_on,
    ).exclude(scheme__rules="")
    stays = earlier.exclude(pk=stay.pk).exclude(activity__in=Activity.of_staff)
    return stay.earlier_days_elsewhere + sum(
        funded_days(*each.presence, in_months=each.activity in Activity.long_stays) for each in stays
    )


def same_cycle(stay: Mobility) -> Q:
    """Stays of the study cycle of ``stay``: of its levels, in a one-cycle programme of all levels of it (KA131-24)."""
    levels = Q(eqf_level__in=cycle_of(stay.eqf_level))
    if is_of_one_cycle(stay):
        return levels | Q(is_one_cycle_programme=True, eqf_level__lte=LAST_OF_ONE_CYCLE)
    return levels


def cycle_of(eqf_level: int) -> tuple[int, ...]:
    """The levels of one study cycle: 5 and 6 are one (KA131-24)."""
    return (5, 6) if eqf_level in (5, 6) else (eqf_level,)


def is_of_one_cycle(stay: Mobility) -> bool:
    """In a programme that leads to the level of a master without a bachelor between; doctoral studies are apart."""
    return stay.is_one_cycle_programme and stay.eqf_level <= LAST_OF_ONE_CYCLE


def level_of_cycle(stay: Mobility) -> int:
    """The level by which the study cycle of ``stay`` is called."""
    return LAST_OF_ONE_CYCLE if is_of_one_cycle(stay) else cycle_of(stay.eqf_level)[-1]


def has_fewer_opportunities(stay: Mobility) -> bool:
    return stay.pk is not None and hasattr(stay, "inclusion_need")
