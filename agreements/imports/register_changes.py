"""Agreements that are there already: what the file says otherwise, shown as was and becomes, and written by services.

A change is rehearsed by the code that writes it, in a transaction that is taken back, so that it is refused for the
reasons its own page would give.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.enums import AgreementState
from agreements.imports.register_reading import Reading, Sayings
from agreements.imports.register_writing import tags_of
from agreements.models import Agreement
from agreements.services.agreements import TERMS, PartyValues, publish_agreement, update_agreement
from agreements.services.tags import set_tags
from agreements.term_names import names_of_terms
from core import history
from core.errors import PortalError
from core.imports.plans import RowAction, RowPlan

ROWS_AT_ONCE = 500
WITH_NUMBERS = ("parent", "predecessor")


@dataclass
class Change:
    """What is to be written on one agreement, by the services that write it."""

    agreement: Agreement
    fields: dict[str, Any] = field(default_factory=dict)
    acts: list[Callable] = field(default_factory=list)

    def write(self, actor):
        for act in self.acts:
            act(self.agreement, actor=actor)
        if self.fields:
            update_agreement(self.agreement, actor=actor, **self.fields)


def look_again(reading: Reading):
    """Compare what is there with what the rows say; rows that change something, or may not, say so."""
    reading.changes = []
    for start in range(0, len(reading.found_again), ROWS_AT_ONCE):
        batch = reading.found_again[start : start + ROWS_AT_ONCE]
        found = _fetched([pk for _plan, pk, _said in batch])
        for plan, pk, said in batch:
            if not plan.is_refused:
                _compare(plan, found[pk], said, reading)


def _fetched(keys: list[int]) -> dict[int, Agreement]:
    rows = Agreement.objects.select_related("responsible_unit", "coordinator", "parent", "predecessor")
    return rows.prefetch_related("parties__institution", "taggings__tag", "further_units").in_bulk(keys)


def _compare(plan: RowPlan, agreement: Agreement, said: Sayings, reading: Reading):
    change = Change(agreement)
    told = [*_fields(change, said, plan, reading), *_acts(change, said, reading)]
    terms = set(change.fields) & TERMS
    if terms and not agreement.is_editable:
        plan.refuse(_fixed(agreement, terms))
    if told and not plan.is_refused:
        plan.refuse(*filter(None, [_refused(change)]))
    if not told:
        plan.notes.append(_("Already in the portal, as the file says."))
        return
    plan.notes += [f"{label}: {before} → {after}" for label, before, after in told]
    if not plan.is_refused:
        plan.action = RowAction.UPDATE if plan.action == RowAction.UNCHANGED else plan.action
        reading.changes.append((plan, change))


def _fixed(agreement: Agreement, terms) -> str:
    words = {"terms": ", ".join(names_of_terms(terms)), "state": agreement.get_state_display()}
    if agreement.state in AgreementState.approving:
        sentence = _("It is in the state “%(state)s”: change %(terms)s on its page, where its approval starts anew.")
        return sentence % words
    return _("It is in the state “%(state)s”: what both sides agreed on (%(terms)s) changes by an amendment.") % words


def _refused(change: Change) -> str:
    """Write it and take it back: why it would be refused, or nothing."""
    try:
        with transaction.atomic():
            change.write(None)
            transaction.set_rollback(True)
    except ValidationError as error:
        return " ".join(error.messages)
    except PortalError as error:
        return str(error.sentence)
    return ""


def _fields(change: Change, said: Sayings, plan: RowPlan, reading: Reading):
    """(name, was, becomes) of the agreement's own fields."""
    agreement, wanted = change.agreement, _wanted(said, plan, reading)
    wanted.pop("is_published", None)
    for name, value in wanted.items():
        before = getattr(agreement, name)
        if before != value:
            change.fields[name] = value
            yield capfirst(agreement._meta.get_field(name).verbose_name), _shown(agreement, name), _worded(name, value)


def _wanted(said: Sayings, plan: RowPlan, reading: Reading) -> dict[str, Any]:
    wanted = dict(said.terms.fields)
    if "coordinator" in wanted:
        wanted["coordinator"] = reading.people[wanted["coordinator"]]
    if said.terms.unit:
        wanted["responsible_unit"] = reading.unit_of(said.terms)
    days = {"starts_on": said.starts_on, "ends_on": said.ends_on, "number": said.cells.get("number", "").strip()[:60]}
    wanted |= {name: value for name, value in days.items() if value}
    if wanted.get("is_open_ended"):
        wanted["ends_on"] = None
    for name in WITH_NUMBERS:
        if number := getattr(said.terms, name):
            wanted[name] = reading.numbers.holder(number)
            if wanted[name] is None:
                plan.refuse(_("No agreement has the number %(number)s.") % {"number": number})
                wanted.pop(name)
    return wanted


def _shown(agreement: Agreement, name: str) -> str:
    return _worded(name, getattr(agreement, name))


def _worded(name: str, value) -> str:
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if hasattr(value, "isoformat"):
        return date_format(value, "DATE_FORMAT")
    choices = dict(Agreement._meta.get_field(name).choices or ())
    return str(choices.get(value, value))


def _acts(change: Change, said: Sayings, reading: Reading):
    """(name, was, becomes) of what stands beside the agreement's own row."""
    agreement, terms = change.agreement, said.terms
    published = terms.fields.get("is_published")
    if published is not None and published != agreement.is_published:
        change.acts.append(partial(publish_agreement, is_published=published))
        yield _("On the public site"), _worded("", agreement.is_published), _worded("", published)
    if terms.tags:
        before = sorted(tagging.tag.name for tagging in agreement.taggings.all())
        after = sorted(tag.name for tag in tags_of(terms.tags, makes_new=False))
        if before != after:
            change.acts.append(partial(_give_tags, keys=terms.tags))
            yield _("Tags"), ", ".join(before) or "—", ", ".join(after)
    if terms.units:
        before, after = set(agreement.further_units.all()), {reading.units[code] for code in terms.units}
        if before != after:
            change.fields["further_units"] = after
            yield _("Further units"), _listed(before), _listed(after)
    yield from _reference(change, terms.reference)


def _give_tags(agreement: Agreement, *, actor, keys):
    set_tags(agreement, actor=actor, tags=tags_of(keys, makes_new=True))


def _listed(units) -> str:
    return ", ".join(sorted(unit.name for unit in units)) or "—"


def _reference(change: Change, reference: str):
    parties = change.agreement.partner_parties
    if not reference or not parties or parties[0].reference == reference:
        return
    references = [reference, *(party.reference for party in parties[1:])]
    change.fields["parties"] = [
        PartyValues(party.institution, party.partner_unit, given, party.signatory)
        for party, given in zip(parties, references, strict=True)
    ]
    yield _("Their reference"), parties[0].reference or "—", reference


def write_changes(reading: Reading, *, actor):
    """Inside the import's transaction: each by its service, told in history as one act of many."""
    chosen = [change for plan, change in reading.changes if not plan.is_refused]
    with history.many_at_once(len(chosen), note=_("Import of %(file)s") % {"file": reading.file_name}):
        for change in chosen:
            change.write(actor)
