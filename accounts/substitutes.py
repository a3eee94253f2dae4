"""Who stands in for whom: every write to substitutions. What a substitute may do: ``accounts.rights``.

A person names their own substitute; the office names one for anybody, also for somebody who has left, but never
themself. What is past stays: when an absence began, and who stood in.
"""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.mails import tell_of_substitution, tell_of_substitution_ended
from accounts.models import Delegation, User
from accounts.selectors import forget_standing_in
from core import history
from core.constraints import refused_as
from core.errors import PortalError, RightMissing


def may_name_substitute(actor, person: User) -> bool:
    """Whether ``actor`` may arrange who stands in for ``person``: colleagues for themselves, the office for others.

    An administrator's absence is arranged by administrators alone.
    """
    if actor.pk == person.pk:
        return actor.has_perm("core.search")
    if any(membership.role == Role.ADMINISTRATOR for membership in person.memberships.all()):
        return actor.has_perm("core.administer")
    return actor.has_perm("accounts.name_substitute")


@transaction.atomic
def name_substitute(
    person: User,
    *,
    actor,
    substitute: User,
    starts_on: date,
    ends_on: date | None = None,
    note: str = "",
    today: date | None = None,
) -> Delegation:
    """Let ``substitute`` stand in for ``person`` from the first day to the last (None: until further notice).

    Raises ``RightMissing``, and ``ValidationError`` by field: a day gone by, an end before the start, an absence
    that exists already, somebody who cannot stand in. The machine (actor None) tells nobody.
    """
    _require(actor, person)
    _take_turns(person)
    delegation = Delegation(person=person, substitute=substitute, starts_on=starts_on, ends_on=ends_on, note=note)
    _refuse(
        _faults_of_start(delegation, today) | _faults_of_period(delegation) | _faults_of_substitute(delegation, actor)
    )
    with history.action("delegation.name", actor=actor), _one_at_a_time():
        delegation.save()
    _forget(substitute)
    if actor is not None:
        tell_of_substitution(delegation, actor=actor)
    return delegation


@transaction.atomic
def change_substitution(delegation: Delegation, *, actor, **fields) -> Delegation:
    """Write the given fields of an absence that is not over, and tell by mail whom other days or people concern.

    Once it has begun, only its last day and its note change. Raises what ``name_substitute`` raises, and
    ``PortalError`` for an absence that is over.
    """
    locked = _lock(delegation, actor)
    earlier = locked.substitute
    changed = {name for name, value in fields.items() if getattr(locked, name) != value}
    _refuse_what_has_begun(locked, changed)
    for name in changed:
        setattr(locked, name, fields[name])
    _refuse(
        (_faults_of_start(locked) if "starts_on" in changed else {})
        | _faults_of_period(locked)
        | (_faults_of_substitute(locked, actor) if "substitute" in changed else _faults_of_days(locked, actor, changed))
    )
    with history.action("delegation.change", actor=actor), _one_at_a_time():
        locked.save(update_fields=sorted(changed))
    _forget(earlier, locked.substitute)
    if "substitute" in changed:
        tell_of_substitution_ended(locked, earlier)
    if actor is not None and changed - {"note"}:
        tell_of_substitution(locked, actor=actor, is_changed="substitute" not in changed)
    return locked


@transaction.atomic
def end_substitution(delegation: Delegation, *, actor):
    """The person is back, or does not go: nobody stands in from this moment on.

    The days until yesterday stay as they were. An absence that begins today or later is taken off; history keeps
    that there was one. Raises ``RightMissing`` and, for one that is over, ``PortalError``.
    """
    locked = _lock(delegation, actor)
    yesterday = timezone.localdate() - timedelta(days=1)
    with history.action("delegation.end", actor=actor):
        if locked.starts_on <= yesterday:
            locked.ends_on = yesterday
            locked.save(update_fields=["ends_on"])
        else:
            locked.delete()
    _forget(locked.substitute)
    tell_of_substitution_ended(locked, locked.substitute)


def _lock(delegation: Delegation, actor) -> Delegation:
    rows = Delegation.objects.select_for_update(of=("self",)).select_related("person", "substitute")
    locked = rows.filter(pk=delegation.pk).first()
    if locked is None:
        raise PortalError(_("This absence has been taken off in the meantime."))
    _require(actor, locked.person)
    _take_turns(locked.person)
    if locked.is_over:
        raise PortalError(_("This absence is over and stays as it was."))
    return locked


def _take_turns(person):
    """Of two who arrange one person's absences the second waits, and then sees what the first has entered."""
    User.objects.select_for_update(no_key=True).get(pk=person.pk)


def _require(actor, person):
    if actor is not None and not may_name_substitute(actor, person):
        raise RightMissing(_("You do not have the right to arrange who stands in for %(person)s.") % {"person": person})


def _forget(*substitutes):
    transaction.on_commit(lambda: forget_standing_in(*substitutes))


def _refuse(faults: dict[str, str]):
    if faults:
        raise ValidationError(faults)


def _refuse_what_has_begun(delegation, changed: set[str]):
    if delegation.has_begun:
        sentence = _("The absence has begun, so this stays. End it and add another one to change this.")
        _refuse(dict.fromkeys(changed & {"substitute", "starts_on"}, sentence))


def _faults_of_substitute(delegation: Delegation, actor) -> dict[str, str]:
    """Somebody else, a colleague, and nobody who would give themself another's rights."""
    substitute = delegation.substitute
    if substitute.pk == delegation.person_id:
        return {"substitute": _("Nobody stands in for themself. Choose a colleague.")}
    if actor is not None and substitute.pk == actor.pk:
        return {"substitute": _not_yourself()}
    if not User.objects.able_to_stand_in().filter(pk=substitute.pk).exists():
        return {"substitute": _("This person cannot stand in: they may not sign in, or have no role here.")}
    return {}


def _faults_of_days(delegation: Delegation, actor, changed: set[str]) -> dict[str, str]:
    """Who stands in does not give themself another's rights for longer, or from earlier on."""
    if actor is None or actor.pk != delegation.substitute_id:
        return {}
    return dict.fromkeys(changed & {"starts_on", "ends_on"}, _not_yourself())


def _not_yourself() -> str:
    return _("You cannot name yourself: it would give you another’s rights. Ask a colleague to.")


def _faults_of_start(delegation: Delegation, today: date | None = None) -> dict[str, str]:
    if delegation.starts_on < (today or timezone.localdate()):
        return {"starts_on": _("This day has passed. An absence begins today at the earliest.")}
    return {}


def _faults_of_period(delegation: Delegation) -> dict[str, str]:
    starts_on, ends_on = delegation.starts_on, delegation.ends_on
    if ends_on is not None and ends_on < starts_on:
        return {"ends_on": _("The last day away is before the first.")}
    if delegation.pk and delegation.is_over:
        return {"ends_on": _("This day has passed. If the person is back, end the absence instead.")}
    others = Delegation.objects.of(delegation.person).exclude(pk=delegation.pk).overlapping(starts_on, ends_on)
    other = others.select_related("substitute").first()
    return {"starts_on": _overlap(other)} if other else {}


def _overlap(other: Delegation) -> str:
    words = {"first": date_format(other.starts_on, "DATE_FORMAT"), "substitute": other.substitute}
    if other.ends_on is None:
        return (
            _(
                "There is an absence from %(first)s until further notice, for which %(substitute)s stands in. "
                "Give it a last day first."
            )
            % words
        )
    words["last"] = date_format(other.ends_on, "DATE_FORMAT")
    return _("There is an absence from %(first)s to %(last)s already, for which %(substitute)s stands in.") % words


def _one_at_a_time():
    """What is entered past this module meanwhile is found by the database alone."""
    sentence = _("Somebody has just entered an absence in these days. Load the page again to see it.")
    return refused_as("delegation_one_at_a_time", field="starts_on", sentence=sentence)
