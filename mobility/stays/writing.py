"""Every write to stays and their people: permission, lock, check, change, history."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import history
from core.errors import PortalError, RightMissing
from core.versions import refuse_if_changed
from mobility.checklist.laying_out import lay_out_steps, renew_due_dates
from mobility.enums import MobilityState
from mobility.grants.services import calculate_anew
from mobility.models import Mobility, Participant
from mobility.querysets import CHANGE
from mobility.stays import search_text
from mobility.stays.consistency import check_consistency
from mobility.stays.kinds import KIND, follow_another_kind, take_off_what_was_of_another, why_settled
from mobility.stays.people import Person, participant_for
from mobility.stays.places import lock_places, no_place
from mobility.stays.questions import without_meaning

ADD = "mobility.add_mobility"
SELF = ("self",)


@transaction.atomic
def nominate(*, actor, person: Person | Participant, note: str = "", is_another: bool = False, **fields) -> Mobility:
    """A new stay in the state "nominated"; a person the portal knows gets no second row.

    ``fields`` are those of ``Mobility``; what the activity does not ask is left empty. What the rules of the programme
    say is shown, not enforced: acceptance asks them. ``actor`` None is the link of a partner, or the machine.
    Raises ``RightMissing``, ``PersonUnsure`` (see ``participant_for``) and ``ValidationError`` beside the fields.
    """
    stay = Mobility(**fields)
    _forget_what_is_not_asked(stay)
    if actor is not None:
        _require(actor, stay, ADD)
    check_consistency(stay)
    lock_places(stay.condition_id)
    if isinstance(person, Person):
        given = {"direction": stay.direction, "partner": stay.partner, "is_another": is_another}
        person = participant_for(person, actor=actor, **given)
    stay.participant = person
    search_text.prepare_for_search(stay)
    stay.full_clean(validate_constraints=False)
    with history.action("mobility.nominate", actor=actor, note=note, right=ADD if actor else "", about=stay):
        stay.save()
    lay_out_steps([stay])
    return stay


@transaction.atomic
def change_stay(stay: Mobility, *, actor, seen_at=None, note: str = "", **fields) -> Mobility:
    """Write the given fields, with one history entry that names what changed.

    Starts from the locked row. A stay that has taken a place keeps to the places of its condition: one that moves to
    a full condition or year is refused (``PortalError``) unless ``overbooked_because`` says why. Closed and cancelled
    stays are not changed any more; scheme, direction, activity and partner only while it is nominated
    (``kinds.why_settled``). A grant that was calculated is calculated anew where it follows from what was changed.
    """
    condition = fields.get("condition", stay.condition)
    lock_places(condition.pk if condition else None)
    locked = Mobility.objects.select_for_update(of=SELF).get(pk=stay.pk)
    _require(actor, locked, CHANGE)
    refuse_if_changed(locked, seen_at)
    columns = Mobility._meta.concrete_fields
    before = {each.name: getattr(locked, each.attname) for each in columns}
    _refuse_what_is_settled(locked, fields)
    _set(locked, fields)
    take_off_what_was_of_another(locked, before)
    _require(actor, locked, CHANGE)  # still the actor's after a change of unit
    check_consistency(locked)
    if locked.state in MobilityState.takes_place and (sentence := no_place(locked)):
        raise PortalError(sentence)
    search_text.prepare_for_search(locked)
    locked.full_clean(validate_constraints=False)
    changed = [each.name for each in columns if getattr(locked, each.attname) != before[each.name]]
    if changed:
        with history.action("changed", actor=actor, note=note, right=CHANGE, about=locked):
            locked.save(update_fields=[*changed, "updated_at"])
        _let_follow(locked, set(changed), actor)
    return locked


def _refuse_what_is_settled(locked: Mobility, fields):
    if not locked.is_editable:
        raise PortalError(_("In the state “%(state)s” it is not changed.") % {"state": locked.get_state_display()})
    is_another_kind = any(name in fields and fields[name] != getattr(locked, name) for name in KIND)
    if is_another_kind and (sentence := why_settled(locked)):
        raise PortalError(sentence)


def _let_follow(stay: Mobility, changed: set[str], actor):
    """What hangs on the values that were changed: checklist, learning agreement, grant."""
    if changed & set(KIND):
        follow_another_kind(stay, actor=actor)
    if changed & {"starts_on", "ends_on"}:
        renew_due_dates(Mobility.objects.filter(pk=stay.pk))
    calculate_anew(stay, actor=actor)


@transaction.atomic
def change_person(participant: Participant, *, actor, seen_at=None, **fields) -> Participant:
    """Write what is known of a person: whoever keeps one of their stays keeps it."""
    locked = Participant.objects.select_for_update().get(pk=participant.pk)
    stays = locked.mobilities.editable_by(actor)
    if not stays.exists():
        raise RightMissing(_("You do not have the right to change what is known of this person."))
    refuse_if_changed(locked, seen_at)
    if locked.anonymised_at:
        raise PortalError(_("Who this was has been forgotten."))
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.full_clean()
    with history.action("changed", actor=actor, right=CHANGE, about=locked):
        locked.save(update_fields=[*fields, "updated_at"])
    search_text.renew(Mobility.objects.filter(participant=locked))
    return locked


def _set(stay: Mobility, fields: dict):
    """The fields onto the row; a reason for going beyond a number holds for that condition and year alone."""
    was = (stay.condition_id, stay.academic_year)
    for name, value in fields.items():
        setattr(stay, name, value)
    _forget_what_is_not_asked(stay)
    if was != (stay.condition_id, stay.academic_year) and "overbooked_because" not in fields:
        stay.overbooked_because = ""


def _forget_what_is_not_asked(stay: Mobility):
    for name in without_meaning(stay.activity, has_partner=stay.partner_id is not None):
        setattr(stay, name, Mobility._meta.get_field(name).get_default())
    if stay.condition_id:
        stay.agreement = stay.condition.agreement
    elif stay.partner_id is None:
        stay.agreement = None
    if not stay.is_complete_term:
        stay.complete_term_because = ""


def _require(actor, stay: Mobility, right: str):
    if not actor.has_perm(right, stay):
        raise RightMissing(_("You do not have the right to keep stays of %(unit)s.") % {"unit": stay.unit})
