"""Amendments as they are proposed, changed and moved along; their approval is that of agreements (``approvals``)."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements import rules
from agreements.amendments.workflow import amendment_workflow, day_problem
from agreements.enums import AgreementState
from agreements.errors import ConditionsRefused
from agreements.models import Agreement, Amendment
from agreements.services import approvals
from agreements.services.amendments_in_effect import apply_amendment
from agreements.services.conditions import ConditionRow
from agreements.services.proposals import other_open, proposed_by, said_by, store, values_of, whole_proposals
from agreements.services.starting_anew import bring_up_again, fixed_words, take_back
from agreements.subjects import lock
from core import history
from core.errors import PortalError, RightMissing
from core.versions import refuse_if_changed

CHANGE = "agreements.change_agreement"
TERMS = ("reason", "effective_on", "new_ends_on", "new_tuition_waived")


@transaction.atomic
def propose_amendment(agreement: Agreement, *, actor, on: date | None = None, **terms) -> Amendment:
    """A new draft of an amendment of an agreement in force; its conditions are proposed by ``propose_conditions``."""
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    _require_in_force(locked, actor)
    amendment = Amendment(agreement=locked, number=locked.amendments.count() + 1, proposed_by=actor)
    _set_terms(amendment, terms, on)
    with history.action("amendment.propose", actor=actor, right=CHANGE, about=locked):
        amendment.save()
    return amendment


@transaction.atomic
def update_amendment(
    amendment: Amendment,
    *,
    actor,
    seen_at=None,
    starts_approval_anew: bool = False,
    on: date | None = None,
    **terms,
) -> Amendment:
    """Change reason, day and terms. In review or approved only with ``starts_approval_anew``, later never (AG-03)."""
    locked = _lock_open(amendment, actor)
    refuse_if_changed(locked, seen_at)
    changed = {name for name, value in terms.items() if getattr(locked, name) != value}
    if not changed:
        return locked
    with _approved_anew(locked, changed, actor, is_confirmed=starts_approval_anew) as taken:
        _set_terms(taken, terms, on)
        with history.action("amendment.change", actor=actor, right=CHANGE, about=taken):
            taken.save(update_fields=[*TERMS, "updated_at"])
    return taken


@transaction.atomic
def propose_conditions(
    amendment: Amendment,
    *,
    actor,
    rows: Iterable[ConditionRow],
    seen_at=None,
    starts_approval_anew: bool = False,
) -> Amendment:
    """Make the proposals those of ``rows``: a row that says what stands already proposes nothing.

    Raises ``ConditionsRefused`` by row, also where another open amendment changes the same condition.
    ``starts_approval_anew`` as for ``update_amendment``; what is proposed already starts nothing.
    """
    locked = _lock_open(amendment, actor)
    refuse_if_changed(locked, seen_at)
    wanted = _proposals_of(rows, locked)
    if _said_of(wanted) == _said_of(_present(locked)):
        return locked
    with _approved_anew(locked, {"conditions"}, actor, is_confirmed=starts_approval_anew) as taken:
        _write_proposals(taken, wanted, actor)
    return taken


@transaction.atomic
def move_amendment(
    amendment: Amendment, move: str, *, actor, note: str = "", step_seen: int | None = None
) -> Amendment:
    """Make the workflow move ``move``; what is asked for approval goes from step to step (``approvals.decide``)."""
    if move in approvals.OUTCOME:
        return approvals.decide(amendment, move, actor=actor, note=note, step_seen=step_seen)
    if act := approvals.ACTS.get(move):
        return act(lock(amendment), actor=actor, note=note)
    if move == "take_effect":
        return apply_amendment(amendment, actor=actor)
    return amendment_workflow.perform(move, lock(amendment), actor=actor, note=note)


def _require_in_force(agreement: Agreement, actor):
    if actor is not None and not actor.has_perm(CHANGE, agreement):
        raise RightMissing(_("You do not have the right to change this agreement."))
    if agreement.state not in AgreementState.in_force:
        state = agreement.get_state_display()
        raise PortalError(_("Only an agreement in force is amended; this one is “%(state)s”.") % {"state": state})


def _lock_open(amendment: Amendment, actor) -> Amendment:
    """Locked, of an agreement in force, and not signed yet."""
    locked = lock(amendment)
    _require_in_force(locked.agreement, actor)
    if not (locked.is_editable or locked.is_being_approved):
        raise PortalError(fixed_words(locked))
    return locked


@contextmanager
def _approved_anew(locked: Amendment, terms: set[str], actor, *, is_confirmed: bool) -> Iterator[Amendment]:
    """The amendment while ``terms`` are written; one that was brought up already is brought up again."""
    if locked.is_editable:
        yield locked
        return
    taken = take_back(locked, terms, actor=actor, is_confirmed=is_confirmed)
    taken.agreement = locked.agreement
    yield taken
    bring_up_again(taken, terms, actor=actor)
    taken.refresh_from_db(fields=["state", "state_since", "updated_at"])


def _proposals_of(rows: Iterable[ConditionRow], amendment: Amendment) -> list:
    refused, wanted = {}, []
    for number, row in enumerate(rows):
        try:
            wanted += proposed_by(row, amendment)
        except ValidationError as error:
            refused[number] = error
    if refused:
        raise ConditionsRefused(refused)
    return wanted


def _write_proposals(amendment: Amendment, wanted: list, actor):
    with history.action("amendment.change", actor=actor, right=CHANGE, about=amendment):
        amendment.proposals.all().delete()
        for position, (condition, given) in enumerate(wanted):
            store(amendment, condition, given, position)
        amendment.save(update_fields=["updated_at"])


def _present(amendment: Amendment) -> list:
    """What is proposed now, as ``_proposals_of`` would give it."""
    return [(row.condition, None if row.is_removal else values_of(row)) for row in whole_proposals(amendment)]


def _said_of(proposals: list) -> list:
    return [(condition and condition.pk, given and said_by(given)) for condition, given in proposals]


def _set_terms(amendment: Amendment, terms: dict, on: date | None):
    for name, value in terms.items():
        setattr(amendment, name, value)
    agreement, errors = amendment.agreement, {}
    if problem := day_problem(agreement, amendment.effective_on, on or timezone.localdate()):
        errors["effective_on"] = problem
    if problem := _end_problem(amendment):
        errors["new_ends_on"] = problem
    for name in ("new_ends_on", "new_tuition_waived"):
        if getattr(amendment, name) is not None and other_open(amendment).exclude(**{name: None}).exists():
            errors[name] = _("Another open amendment changes this too.")
    if errors:
        raise ValidationError(errors)
    amendment.full_clean(exclude=["agreement", "number"], validate_constraints=False, validate_unique=False)


def _end_problem(amendment: Amendment) -> str:
    day, agreement = amendment.new_ends_on, amendment.agreement
    if day is None:
        return ""
    if day < amendment.effective_on:
        return _("The new last day lies before the day on which the amendment takes effect.")
    if day > rules.LATEST:
        return _("Give a date between %(first)s and %(last)s.") % {
            "first": rules.EARLIEST.year,
            "last": rules.LATEST.year,
        }
    if rules.outlives_programme(agreement.kind, day):
        return _("An Erasmus agreement cannot outlast the programme period it is made in.")
    return ""
