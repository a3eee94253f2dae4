"""A traineeship as headings, facts and tables in the order of the Commission's form: organisation, tables A, B and C,
what changed (A2). From what was signed: codes and texts, no rows of the register.
"""

from django.utils.translation import gettext as _

from core.papers.sections import Section
from mobility.learning.enums import ChangeReason
from mobility.learning.traineeships.changes import label_of
from mobility.models import Traineeship

ORGANISATION = ("organisation", "department", "address", "website", "sector", "size")
MENTOR = ("mentor_name", "mentor_position", "mentor_email", "mentor_phone")
PROGRAMME = ("title", "hours_per_week", "is_digital", "tasks", "outcomes", "monitoring", "evaluation")
HOME = ("recognition", "ects", "graded_by", "in_transcript", "in_diploma_supplement", "in_europass")
INSURANCE = ("accident_insurance", "covers_travel", "covers_commute", "liability_insurance")
HOST = ("allowance", "in_kind")


def organisation_section(values: dict) -> Section:
    facts = _facts(values, (*ORGANISATION, *MENTOR))
    side = [(_("Country"), values["country"]), (_("Signs for it"), values["signer"])]
    return Section(_("The receiving organisation"), facts=[*facts, *[fact for fact in side if fact[1]]])


def programme_sections(values: dict) -> list[Section]:
    """Tables A, B and C, and A2 where something that was signed is changed."""
    return [
        Section(_("Table A: programme of the traineeship"), facts=_facts(values, PROGRAMME)),
        Section(_("Table B: what the sending institution undertakes"), facts=_facts(values, HOME)),
        Section(_("Table C: what the receiving organisation undertakes"), facts=_facts(values, HOST)),
        Section(_("Insurance of the trainee"), facts=_facts(values, INSURANCE)),
        _changes(values),
    ]


def _changes(values: dict) -> Section:
    head = [_("What"), _("Was"), _("Becomes")]
    rows = [
        [label_of(each["field"]), shown(each["field"], each["was"]), shown(each["field"], each["becomes"])]
        for each in values["changes"]
    ]
    if rows and values["change_reason"]:
        reason = str(ChangeReason(values["change_reason"]).label)
        rows.append([_("Reason"), "", ": ".join(filter(None, (reason, values["change_words"])))])
    return Section(_("Table A2: changes during the mobility"), head=head, rows=rows)


def _facts(values: dict, names: tuple[str, ...]) -> list[tuple[str, str]]:
    """Those that say something; a yes or no always does."""
    facts = [(label_of(name), shown(name, values[name])) for name in names]
    return [(label, value) for label, value in facts if value]


def shown(name: str, value) -> str:
    """A kept value in words."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    choices = dict(Traineeship._meta.get_field(name).flatchoices)
    return str(choices.get(value, value)) if value else ""
