"""Every write to joint offers."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core import history
from core.errors import PortalError
from core.search_text import fold_all
from core.versions import refuse_if_changed
from networks.models import JointOffer, JointOfferPartner, Network
from networks.querysets import CHANGE
from networks.services.networks import require_change
from networks.services.rows import remove_row
from partners.models import Institution


@transaction.atomic
def add_offer(network: Network, *, actor, partners: Iterable[Institution] = (), **fields) -> JointOffer:
    """A new edition of an offer; the first of ``partners`` coordinates it. Raises ``ValidationError``."""
    require_change(actor)
    offer = JointOffer(network=network, **fields)
    _prepare(offer)
    with history.action("network.offer", actor=actor, right=CHANGE):
        offer.save()
        for position, institution in enumerate(partners):
            JointOfferPartner.objects.create(offer=offer, institution=institution, is_coordinator=position == 0)
    return offer


@transaction.atomic
def change_offer(offer: JointOffer, *, actor, seen_at=None, **fields) -> JointOffer:
    """Write the given fields. Raises ``ValidationError``, and ``ChangedElsewhere`` where a colleague was faster."""
    locked = _lock(offer, actor)
    refuse_if_changed(locked, seen_at)
    for name, value in fields.items():
        setattr(locked, name, value)
    _prepare(locked)
    with history.action("network.offer_change", actor=actor, right=CHANGE):
        locked.save(update_fields=[*fields, "search_text", "updated_at"])
    return locked


@transaction.atomic
def add_offer_partner(
    offer: JointOffer, *, actor, institution: Institution, is_coordinator: bool = False
) -> JointOfferPartner:
    """One more institution that gives the offer; a new coordinator takes the place of the one before."""
    locked = _lock(offer, actor)
    if locked.partners.filter(institution=institution).exists():
        raise ValidationError({"institution": _("This institution gives the offer already.")})
    with history.action("network.offer_partner", actor=actor, right=CHANGE):
        if is_coordinator:
            _without_coordinator(locked)
        return JointOfferPartner.objects.create(offer=locked, institution=institution, is_coordinator=is_coordinator)


@transaction.atomic
def make_coordinator(partner: JointOfferPartner, *, actor) -> JointOfferPartner:
    """This one of the partners coordinates the offer, and nobody else."""
    locked = _lock(partner.offer, actor)
    with history.action("network.offer_partner_change", actor=actor, right=CHANGE):
        _without_coordinator(locked)
        partner.is_coordinator = True
        partner.save(update_fields=["is_coordinator"])
    return partner


def remove_offer_partner(partner: JointOfferPartner, *, actor):
    remove_row(partner, actor=actor, code="network.offer_partner_remove")


def remove_offer(offer: JointOffer, *, actor, note: str):
    """Take out an offer that never was one; one that is over stays."""
    if not note.strip():
        raise PortalError(_("Please say why in a few words."))
    remove_row(offer, actor=actor, code="network.offer_remove", note=note)


def _lock(offer: JointOffer, actor) -> JointOffer:
    require_change(actor)
    locked = JointOffer.objects.select_for_update(of=("self",)).select_related("network").filter(pk=offer.pk).first()
    if locked is None:
        raise PortalError(_("It was removed meanwhile."))
    return locked


def _prepare(offer: JointOffer):
    network = offer.network
    offer.search_text = fold_all(offer.title_en, offer.title_sv, network.name_en, network.short_name)
    offer.full_clean()


def _without_coordinator(offer: JointOffer):
    for row in offer.partners.filter(is_coordinator=True):
        row.is_coordinator = False
        row.save(update_fields=["is_coordinator"])
