"""What the portal knows of people, column by column, and what becomes of it when somebody is forgotten.

Whoever adds a model that hangs on a participant or a stay adds it here; a test finds what is missing. Figures stay:
how many, from where to where, how long, what was paid.
"""

from dataclasses import dataclass

from django.db import models

from core.bulk.models import BulkEdit, BulkRow
from core.models import Comment, Job, SavedView
from mobility.models import (
    Applicant,
    ComponentResult,
    EmergencyContact,
    GrantPayment,
    InclusionNeed,
    LearningAgreementVersion,
    LearningComponent,
    LearningSignature,
    Mobility,
    Participant,
    ParticipantReport,
    PersonalExport,
    ReportAnswer,
    SigningLink,
    StayDocument,
    StayStep,
    Traineeship,
    TraineeshipResult,
)
from reminders.models import Arrangement, HandedThing, HandOver, Night, OutgoingMail


@dataclass(frozen=True)
class PersonalRows:
    """Rows of ``model`` about a participant, found by ``path``.

    ``emptied`` columns say nothing afterwards, in history too. ``replaced`` are those that the database wants filled:
    a dash stands there. ``files`` are deleted. With ``is_removed`` the rows go altogether. ``set_aside`` names a
    trigger that keeps the rows as they are; it rests for these statements alone.
    """

    model: type[models.Model]
    path: str
    emptied: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    is_removed: bool = False
    set_aside: str = ""

    @property
    def in_history(self) -> tuple[str, ...]:
        """What history forgets of them."""
        return (*self.emptied, *self.replaced, *self.files)


PERSONAL_ROWS: tuple[PersonalRows, ...] = (
    PersonalRows(
        Participant,
        "pk",
        emptied=("given_name", "family_name", "email", "born_on", "nationality", "residence", "person_code"),
    ),
    PersonalRows(
        Mobility,
        "participant",
        emptied=("green_travel_words", "overbooked_because", "remarks"),
        replaced=("complete_term_because",),
    ),
    PersonalRows(
        Applicant,
        "stay__participant",
        emptied=("given_name", "family_name", "email", "person_code", "programme", "points"),
    ),
    PersonalRows(InclusionNeed, "mobility__participant", emptied=("needs",), is_removed=True),
    PersonalRows(EmergencyContact, "participant", emptied=("name", "relation", "phone", "email"), is_removed=True),
    PersonalRows(
        LearningAgreementVersion,
        "agreement__mobility__participant",
        emptied=("partner_signer", "partner_email", "provisions", "late_because", "content"),
        replaced=("rejected_because",),
    ),
    PersonalRows(
        LearningComponent,
        "version__agreement__mobility__participant",
        replaced=("instead", "change_words"),
        set_aside="mobility.LearningComponent:stays_as_signed",
    ),
    PersonalRows(
        ComponentResult,
        "component__version__agreement__mobility__participant",
        emptied=("grade",),
        replaced=("not_recognised_because",),
    ),
    PersonalRows(
        Traineeship,
        "version__agreement__mobility__participant",
        emptied=(
            *("mentor_name", "mentor_position", "mentor_email", "mentor_phone"),
            *("tasks", "outcomes", "monitoring", "evaluation", "in_kind"),
        ),
        replaced=("change_words",),
        set_aside="mobility.Traineeship:stays_as_signed",
    ),
    PersonalRows(
        TraineeshipResult,
        "version__agreement__mobility__participant",
        emptied=("evaluation",),
        replaced=("not_recognised_because",),
    ),
    PersonalRows(SigningLink, "version__agreement__mobility__participant", emptied=("to_name", "to_address")),
    PersonalRows(LearningSignature, "version__agreement__mobility__participant", emptied=("name",)),
    PersonalRows(
        StayDocument, "mobility__participant", emptied=("title", "original_name"), files=("file",), is_removed=True
    ),
    PersonalRows(StayStep, "mobility__participant", replaced=("not_needed_because",)),
    PersonalRows(ParticipantReport, "mobility__participant", emptied=("to_address",)),
    PersonalRows(ReportAnswer, "report__mobility__participant", emptied=("text",)),
    PersonalRows(GrantPayment, "mobility__participant", emptied=("reference",)),
)

# Where a name may stand in words about other things: it is taken out, the words stay.
WRITTEN: tuple[tuple[type[models.Model], tuple[str, ...]], ...] = (
    (OutgoingMail, ("subject", "text", "html", "search_text", "last_error")),
    (Night, ("report",)),
    (HandOver, ("note",)),
    (HandedThing, ("title", "why")),
    (Arrangement, ("reason", "handed_note")),
    (BulkEdit, ("note", "query", "wanted")),
    (BulkRow, ("label", "reason", "before", "after")),
    (Comment, ("text", "removal_reason")),
    (SavedView, ("name", "query")),
    (Job, ("message", "result")),
    (PersonalExport, ("filters",)),
)

# Columns of those that tell whom the words are about, where two people are called alike.
TIES: dict[type[models.Model], tuple[str, ...]] = {
    OutgoingMail: ("to_address", "message_id"),
    HandedThing: ("url",),
}
