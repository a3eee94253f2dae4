"""What becomes of each row of conditions: already there, changed, new, or refused because of where its agreement is."""

from collections import defaultdict
from collections.abc import Iterator
from copy import copy

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.enums import AgreementState, MobilityKind
from agreements.imports.conditions.columns import AS_AGREED
from agreements.imports.conditions.comparing import Spec, differences, has_fields, place_of
from agreements.imports.conditions.rows import ConditionReading
from agreements.models import Condition
from agreements.services.conditions import refuse_what_cannot_be
from core.imports.plans import RowAction

AT_ONCE = 2000
RELATED = ("agreement", "sender", "receiver", "sender_contact", "receiver_contact")


def settle(reading: ConditionReading):
    """Find what is there already, refuse what may not change, and say what becomes of each row."""
    specs = [spec for spec in reading.specs if not spec.plan.is_refused]
    _refuse_repeats(specs)
    _find_existing([spec for spec in specs if not spec.plan.is_refused])
    for spec in specs:
        if not spec.plan.is_refused:
            _decide(spec, reading)


def _refuse_repeats(specs: list[Spec]):
    seen: dict[tuple, int] = {}
    for spec in specs:
        earlier = seen.setdefault(spec.mark(), spec.plan.number)
        if earlier != spec.plan.number:
            spec.plan.refuse(_("Row %(row)s already says this.") % {"row": earlier})


def _find_existing(specs: list[Spec]):
    """First those that say the same, then those of the same fields, then the only one there is."""
    pools: dict[tuple, list[Condition]] = defaultdict(list)
    for condition in _conditions_of({spec.known.agreement.pk for spec in specs}):
        pools[place_of(condition)].append(condition)
    rules = (
        lambda spec, row: spec.key == str(row.pk),
        lambda spec, row: not spec.key and not differences(row, spec.said),
        lambda spec, row: not spec.key and spec.said.fields is not None and has_fields(row, spec.said.fields),
        lambda spec, row: not spec.key and spec.said.fields is None and len(pools[spec.place()]) == 1,
    )
    for is_it in rules:
        for spec in (spec for spec in specs if spec.is_new):
            pool = pools[spec.place()]
            if found := next((row for row in pool if is_it(spec, row)), None):
                spec.existing = found
                pool.remove(found)
    for spec in specs:
        if spec.key and spec.is_new:
            spec.plan.refuse(
                _("The agreement has no condition %(key)s of this kind and direction.") % {"key": spec.key}
            )
        elif spec.is_new and pools[spec.place()]:
            spec.plan.doubts.append(_("The agreement has another condition of this kind and direction."))


def _conditions_of(agreements: set[int]) -> Iterator[Condition]:
    keys = sorted(agreements)
    rows = Condition.objects.order_by("pk").prefetch_related(
        "condition_fields", "languages__language", "languages__isced_field"
    )
    for start in range(0, len(keys), AT_ONCE):
        yield from rows.filter(agreement__in=keys[start : start + AT_ONCE])


def _decide(spec: Spec, reading: ConditionReading):
    plan = spec.plan
    changes = [] if spec.existing is None else differences(spec.existing, spec.said)
    if spec.existing is not None and not changes:
        plan.notes.append(_("Already in the portal, as the file says."))
        return
    plan.refuse(*_refusals(spec, reading))
    if plan.is_refused:
        return
    plan.notes += [f"{name}: {before} → {after}" for name, before, after in changes] or [_in_words(spec)]
    plan.action = RowAction.UPDATE if spec.existing is not None else RowAction.CREATE


def _in_words(spec: Spec) -> str:
    """A new condition in one line: from whom to whom, what, how many."""
    sender, receiver = (spec.known.parties[key].institution.name for key in (spec.sender, spec.receiver))
    said = [MobilityKind(spec.said.plain["kind"]).label]
    if people := spec.said.plain.get("people_per_year"):
        said.append(ngettext("%(count)d person a year", "%(count)d people a year", people) % {"count": people})
    said += [", ".join(spec.said.fields)] if spec.said.fields else []
    return f"{sender} → {receiver}: {', '.join(map(str, said))}"


def _refusals(spec: Spec, reading: ConditionReading) -> Iterator[str]:
    agreement = spec.known.agreement
    words = {"state": agreement.get_state_display()}
    if agreement.state in AgreementState.approving:
        yield (_("It is in the state “%(state)s”: conditions change on its page, where approval starts anew.") % words)
    elif not agreement.is_editable and not _was_agreed_so(spec, reading):
        yield _("It is in the state “%(state)s”: its conditions change by an amendment.") % words
        return
    condition = copy(spec.existing) if spec.existing else Condition(agreement_id=agreement.pk)
    for name, value in {**spec.said.plain, "sender_id": spec.sender, "receiver_id": spec.receiver}.items():
        setattr(condition, name, value)
    try:
        refuse_what_cannot_be(condition, set(spec.known.parties))
        condition.clean_fields(exclude=RELATED)
    except ValidationError as error:
        yield from error.messages


def _was_agreed_so(spec: Spec, reading: ConditionReading) -> bool:
    """What the office says was agreed at the time may be added to what came from a register (docs/imports.md)."""
    agreement, is_said = spec.known.agreement, reading.mapping.option("in_force") == AS_AGREED
    is_historical = bool(agreement.import_key) and agreement.pk not in reading.agreements.amended
    return spec.is_new and is_said and is_historical
