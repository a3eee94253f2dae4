"""What a request for support must hold to be complete, and how its queue stands (BIP-11, 12)."""

from decimal import Decimal

from django.utils.translation import gettext as _

from mobility.enums import Direction, MobilityState
from mobility.models import Bip, SupportRequest
from mobility.support.enums import SupportKind, SupportState


def says_what_for(asked: SupportRequest):
    if not asked.is_place and not asked.purpose.strip():
        return _("Say what the support is for.")
    return None


def office_was_asked(asked: SupportRequest):
    if not asked.is_announced:
        return _("Ask the international office first, and say that you did.")
    return None


def is_offered_then(asked: SupportRequest):
    scheme, year = asked.scheme, asked.bip.academic_year
    if not scheme.is_offered or year < scheme.first_year or year > (scheme.last_year or year):
        return _("This support is not offered for %(year)s.") % {"year": asked.bip.year}
    return None


def programme_is_known(asked: SupportRequest):
    """Days and partners: as many beside us, from as many countries, as the scheme wants."""
    if asked.is_place:
        return None
    least = asked.scheme.partners_abroad
    others = [
        row.institution for row in asked.bip.partners.select_related("institution") if not row.institution.is_home
    ]
    if asked.bip.starts_on is None:
        return _("Give the days of the physical part.")
    if len({one.pk for one in others}) < least or len({one.country_id for one in others}) < least:
        return _("Name at least %(count)s partners from %(count)s countries beside us.") % {"count": least}
    return None


def programme_is_on(asked: SupportRequest):
    if not asked.bip.is_editable:
        return _("The programme is in the state “%(state)s”.") % {"state": asked.bip.get_state_display()}
    return None


def stay_is_one_of_ours(asked: SupportRequest):
    """A place is for one who goes from us to this programme."""
    if not asked.is_place:
        return None
    stay = asked.stay
    if stay is None:
        return _("Say whose place it is.")
    if stay.bip_id != asked.bip_id or stay.direction != Direction.OUTGOING:
        return _("This stay is not one from us to this programme.")
    if stay.state in MobilityState.fallen_through:
        return _("The stay is in the state “%(state)s”.") % {"state": stay.get_state_display()}
    return None


def programme_is_supported(asked: SupportRequest):
    if asked.is_place and not support_of(asked).exists():
        return _("Funded places are given in programmes we support: ask for that first.")
    return None


def support_of(asked: SupportRequest):
    """The granted support of the programme that a place is asked for in."""
    return SupportRequest.objects.granted().filter(scheme=asked.scheme_id, bip=asked.bip_id, kind=SupportKind.PROGRAMME)


def is_next(asked: SupportRequest):
    """Nobody is granted before somebody who came earlier, nor beyond what there is."""
    if room_in_queue(asked) < 1 or position_of(asked) != 1:
        return _("Others came earlier.")
    return None


def room_in_queue(asked: SupportRequest) -> int:
    """How many more can be granted where ``asked`` stands."""
    scheme = asked.scheme
    most = scheme.places_each if asked.is_place else scheme.programmes_a_year
    return most - SupportRequest.objects.same_queue(asked).granted().count()


def position_of(asked: SupportRequest) -> int:
    """Its place on the waiting list, from 1; 0 for one that does not wait."""
    if asked.state != SupportState.WAITING:
        return 0
    waiting = SupportRequest.objects.same_queue(asked).waiting()
    return list(waiting.values_list("pk", flat=True)).index(asked.pk) + 1


def left_of_fund(scheme) -> Decimal:
    """Euro of the fund that no granted request has."""
    return scheme.fund - scheme.requests.contributed()


def contribution_for(asked: SupportRequest) -> Decimal | None:
    """What a programme gets: once for all its editions, and never more than is left of the fund (BIP-11)."""
    if asked.is_place:
        return None
    if _had_one_before(asked.bip):
        return Decimal(0)
    return max(Decimal(0), min(asked.scheme.contribution, left_of_fund(asked.scheme)))


def _had_one_before(bip: Bip) -> bool:
    seen = {bip.pk}
    earlier = bip.earlier_edition
    while earlier is not None and earlier.pk not in seen:
        if earlier.support_requests.granted().filter(contribution__gt=0).exists():
            return True
        seen.add(earlier.pk)
        earlier = earlier.earlier_edition
    return False
