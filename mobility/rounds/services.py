"""Every write to rounds and to the lists of who applied; who gets a place is in ``allocating``."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from agreements.models import Condition
from core import history
from core.errors import PortalError, RightMissing
from core.versions import refuse_if_changed
from mobility.models import Applicant, ApplicantChoice, ApplicationRound, RoundPlace
from mobility.rounds.querysets import CHANGE_ROUND
from mobility.rounds.workflow import round_workflow
from partners.models import Institution
from reference.models import IscedField

history.describe("round.begin", gettext_noop("planned it"))
history.describe("round.list", gettext_noop("took in the ranked list"))
history.describe("round.places", gettext_noop("changed its places"))

SETTLED = ("scheme", "activity", "academic_year", "term", "unit", "first_day", "last_day", "opens_at", "closes_at")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the ranked list as it was understood; ``choices``: the best first."""

    rank: int
    given_name: str
    family_name: str
    email: str = ""
    person_code: str = ""
    programme: str = ""
    points: Decimal | None = None
    eqf_level: int | None = None
    isced_field: IscedField | None = None
    choices: Sequence[Institution] = field(default=())

    def facts(self) -> dict:
        return {name: value for name, value in vars(self).items() if name != "choices"}


@transaction.atomic
def begin_round(*, actor, further_units=(), **fields) -> ApplicationRound:
    """A planned round; its dates open and close it. Raises ``ValidationError`` beside the fields."""
    planned = ApplicationRound(**fields)
    _require(actor, planned)
    _check(planned)
    with history.action("round.begin", actor=actor, right=CHANGE_ROUND, about=planned):
        planned.save()
        _set_further_units(planned, further_units)
    return planned


@transaction.atomic
def change_round(
    application_round: ApplicationRound, *, actor, seen_at=None, further_units=None, **fields
) -> ApplicationRound:
    """Write the given fields. Once it is decided, what the allocation rested on stays as it was."""
    locked = lock_round(application_round, actor)
    refuse_if_changed(locked, seen_at)
    if not locked.is_undecided:
        _refuse_settled(locked, fields, further_units)
    for name, value in fields.items():
        setattr(locked, name, value)
    _require(actor, locked)  # still the actor's after a change of unit
    _check(locked)
    with history.action("changed", actor=actor, right=CHANGE_ROUND, about=locked):
        locked.save(update_fields=[*fields, "updated_at"])
        if further_units is not None:
            _set_further_units(locked, further_units)
    return locked


def move_round(application_round: ApplicationRound, name: str, *, actor, note: str = "") -> ApplicationRound:
    return round_workflow.perform(name, application_round, actor=actor, note=note)


@transaction.atomic
def set_places(
    application_round: ApplicationRound, condition: Condition, *, actor, places: int | None, reason: str = ""
) -> ApplicationRound:
    """Say that the round has ``places`` under ``condition``, and why; None: as the agreement says."""
    locked = lock_round(application_round, actor)
    refuse_decided(locked)
    if places is not None and not reason.strip():
        raise ValidationError({"reason": _("Please say why in a few words.")})
    row = RoundPlace.objects.filter(round=locked, condition=condition).first()
    with history.action("round.places", actor=actor, note=reason, right=CHANGE_ROUND, about=locked):
        if places is None:
            if row:
                row.delete()
        elif row:
            row.places, row.reason = places, reason.strip()
            row.save(update_fields=["places", "reason"])
        else:
            RoundPlace.objects.create(round=locked, condition=condition, places=places, reason=reason.strip())
    return locked


@transaction.atomic
def take_in_list(application_round: ApplicationRound, entries: Sequence[Entry], *, actor) -> ApplicationRound:
    """Put ``entries`` in the place of the list there was: the file is the whole list. Ranks are told apart."""
    locked = lock_round(application_round, actor)
    refuse_decided(locked)
    if len({entry.rank for entry in entries}) < len(entries):
        raise PortalError(_("Two applicants have the same rank."))
    with history.action("round.list", actor=actor, right=CHANGE_ROUND, about=locked):
        locked.applicants.all().delete()
        for entry in entries:
            applicant = Applicant.objects.create(round=locked, **entry.facts())
            ApplicantChoice.objects.bulk_create(
                ApplicantChoice(applicant=applicant, position=position, partner=partner)
                for position, partner in enumerate(entry.choices, start=1)
            )
    return locked


def lock_round(application_round: ApplicationRound, actor) -> ApplicationRound:
    """The row as it is now, held until the end of the transaction; ``RightMissing`` for whoever may not change it."""
    locked = ApplicationRound.objects.select_for_update(of=("self",)).get(pk=application_round.pk)
    _require(actor, locked)
    return locked


def refuse_decided(application_round: ApplicationRound):
    if not application_round.is_undecided:
        raise PortalError(_("The round is decided: its list and its places stay as they were."))


def _refuse_settled(locked: ApplicationRound, fields: dict, further_units):
    """What the allocation rested on stays: every field of ``SETTLED``, and whose agreements count."""
    changed = [name for name in SETTLED if name in fields and fields[name] != getattr(locked, name)]
    if further_units is not None and {*further_units} != {*locked.further_units.all()}:
        changed.append("further_units")
    if changed:
        raise ValidationError(dict.fromkeys(changed, _("The round is decided: this stays as it was.")))


def _set_further_units(application_round: ApplicationRound, units):
    """The responsible unit is no further one of its own round."""
    application_round.further_units.set(unit for unit in units if unit != application_round.unit)


def _check(application_round: ApplicationRound):
    application_round.full_clean()
    scheme = application_round.scheme
    if application_round.activity not in scheme.activities:
        raise ValidationError({"activity": _("%(scheme)s has no such activity.") % {"scheme": scheme}})
    if application_round.first_day not in application_round.year:
        sentence = _("The stays begin in another academic year than %(year)s.") % {"year": application_round.year}
        raise ValidationError({"first_day": sentence})
    promised = application_round.promised_on
    if promised and promised < timezone.localdate(application_round.closes_at):
        raise ValidationError({"promised_on": _("The result is promised before the round closes.")})


def _require(actor, application_round: ApplicationRound):
    if not actor.has_perm(CHANGE_ROUND, application_round):
        words = {"unit": application_round.unit}
        raise RightMissing(_("You do not have the right to keep application rounds of %(unit)s.") % words)
