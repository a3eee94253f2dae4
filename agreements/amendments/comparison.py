"""What an amendment changes, as lines “was → becomes” for the page and for print."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.amendments.states import AmendmentState
from agreements.enums import MobilityKind
from agreements.models import Amendment
from agreements.services.conditions import ConditionValues
from agreements.services.proposals import values_of, whole_proposals
from reference.academic_years import AcademicYear
from reference.enums import EqfLevel


@dataclass(frozen=True)
class Line:
    """One term that changes; "" stands for nothing."""

    term: str
    was: str
    becomes: str


@dataclass(frozen=True)
class Change:
    """One condition, or the agreement itself, with the lines that differ."""

    title: str
    what: str
    lines: list[Line]


def changes_of(amendment: Amendment) -> list[Change]:
    """Every change of ``amendment``: against the agreement of today, or once in effect against what stood before."""
    in_effect = amendment.state == AmendmentState.IN_EFFECT
    kept = list(whole_proposals(amendment, is_before=True)) if in_effect else []
    before = {row.condition_id: values_of(row) for row in kept if row.condition_id}
    if not in_effect:
        keys = [row.condition_id for row in amendment.proposals.all() if row.condition_id]
        present = amendment.agreement.conditions.filter(pk__in=keys).select_related("sender", "receiver")
        present = present.prefetch_related(
            "condition_fields__isced_field", "languages__language", "languages__isced_field"
        )
        before = {row.pk: values_of(row) for row in present}
    terms = _terms(amendment, in_effect)
    found = [Change(_("The agreement"), "", terms)] if terms else []
    removed = {row.position: values_of(row) for row in kept if row.condition_id is None}
    for row in whole_proposals(amendment):
        was = before.get(row.condition_id)
        if row.is_removal:
            was = removed.get(row.position, was)
        found.append(_change(row, was))
    return found


def _change(row, was: ConditionValues | None) -> Change:
    what = _("removed") if row.is_removal else _("new") if was is None else _("changed")
    title = f"{row.sender} → {row.receiver}, {row.get_kind_display()}"
    old, new = _words(was), {} if row.is_removal else _words(values_of(row))
    names = [*old, *(name for name in new if name not in old)]
    lines = [Line(name, old.get(name, ""), new.get(name, "")) for name in names]
    return Change(title, what, [line for line in lines if line.was != line.becomes])


def _terms(amendment: Amendment, in_effect: bool) -> list[Line]:
    agreement, lines = amendment.agreement, []
    if amendment.new_ends_on is not None:
        was = amendment.old_ends_on if in_effect else agreement.ends_on
        lines.append(
            Line(_("Last day"), date_format(was) if was else _("no end date"), date_format(amendment.new_ends_on))
        )
    if amendment.new_tuition_waived is not None:
        waived = amendment.old_tuition_waived if in_effect else agreement.tuition_waived
        lines.append(Line(_("Tuition fees waived"), _yes_or_no(waived), _yes_or_no(amendment.new_tuition_waived)))
    return lines


def _words(given: ConditionValues | None) -> dict[str, str]:
    """The terms of a condition in words, by their names, in the order of the page."""
    if given is None:
        return {}
    values = given.values
    levels = (str(EqfLevel(level).label) for level in sorted(values["eqf_levels"]))
    fields = sorted(given.isced_fields, key=lambda field: field.pk)
    words = {
        _("From, to"): f"{values['sender']} → {values['receiver']}",
        _("Kind"): str(MobilityKind(values["kind"]).label),
        _("People a year"): _number(values["people_per_year"]),
        _("Months in all"): _number(values["total_months"]),
        _("Days in all"): _number(values["total_days"]),
        _("First academic year"): _year(values["first_year"]),
        _("Last academic year"): _year(values["last_year"]),
        _("Levels"): ", ".join(levels),
        _("Fields"): "; ".join(_with_words(field, given.clarifications.get(field.pk, "")) for field in fields),
        _("Languages"): ", ".join(sorted(_language(row) for row in given.languages)),
        _("Blended"): _yes_or_no(values["is_blended"]),
        _("Other terms"): values["terms"],
        _("Unit that sends"): values["sender_unit"],
        _("Unit that receives"): values["receiver_unit"],
        _("Contact at the sender"): str(values["sender_contact"] or ""),
        _("Contact at the receiver"): str(values["receiver_contact"] or ""),
    }
    return {name: text for name, text in words.items() if text}


def _number(value) -> str:
    return "" if value is None else f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)


def _year(first_year: int | None) -> str:
    return str(AcademicYear(first_year)) if first_year else ""


def _with_words(field, clarification: str) -> str:
    return f"{field} ({clarification})" if clarification else str(field)


def _language(row) -> str:
    return " ".join(filter(None, [str(row.language), row.level, f"({row.isced_field})" if row.isced_field else ""]))


def _yes_or_no(value: bool | None) -> str:
    return "" if value is None else _("yes") if value else _("no")
