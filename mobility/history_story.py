"""Which rows the history of a stay is told from, and what they are called in it."""

from core.history_entries import Part, Story
from mobility.models import (
    ComponentResult,
    GrantCalculation,
    GrantPayment,
    LearningAgreement,
    LearningAgreementVersion,
    LearningComponent,
    LearningSignature,
    Mobility,
    SigningLink,
    StayDocument,
    StayStep,
    Traineeship,
    TraineeshipResult,
)

# Amounts contain what only the office sees, and an auditor reads histories, too.
HIDDEN_OF_GRANTS = (
    "mobility",
    "facts",
    "total",
    "public_total",
    "open_points",
    "made_by",
    "made_at",
    "is_current",
    "is_by_actual_days",
    "reason",
)
HIDDEN_OF_PAYMENTS = ("mobility", "calculation", "amount", "recorded_by", "recorded_at")
HIDDEN_OF_VERSIONS = ("agreement", "number", "content_sha256", "signed_at", "rejected_because", "created_by")
HIDDEN_OF_LINKS = ("version", "asked_by", "expires_at")
HIDDEN_OF_SIGNATURES = ("version", "signed_by", "link", "content_sha256")
HIDDEN_OF_STEPS = ("mobility", "kind", "done_by", "not_needed_because")
HIDDEN_OF_PAPERS = ("mobility", "file", "content_type", "uploaded_by")

# What a move brings is told by the move.
STAY_STORY = Story(
    Mobility,
    parts=(
        Part(GrantCalculation, named_by=("starts_on", "ends_on"), hidden=HIDDEN_OF_GRANTS),
        Part(GrantPayment, named_by=("instalment", "paid_on"), hidden=HIDDEN_OF_PAYMENTS),
        Part(
            LearningAgreement,
            named_by=("mobility",),
            hidden=("mobility",),
            below=(
                Part(
                    LearningAgreementVersion,
                    named_by=("number",),
                    hidden=HIDDEN_OF_VERSIONS,
                    below=(
                        Part(
                            LearningComponent,
                            named_by=("code", "title"),
                            hidden=("version", "position", "counterpart"),
                            below=(Part(ComponentResult, named_by=("component",), hidden=("noted_by", "noted_at")),),
                        ),
                        Part(Traineeship, named_by=("organisation",), hidden=("version",)),
                        Part(
                            TraineeshipResult,
                            named_by=("certificate_on",),
                            hidden=("version", "noted_by", "noted_at"),
                        ),
                        Part(SigningLink, named_by=("role", "to_name"), hidden=HIDDEN_OF_LINKS),
                        Part(LearningSignature, named_by=("role", "name", "signed_at"), hidden=HIDDEN_OF_SIGNATURES),
                    ),
                ),
            ),
        ),
        Part(StayStep, named_by=("kind",), hidden=HIDDEN_OF_STEPS),
        Part(StayDocument, named_by=("title",), hidden=HIDDEN_OF_PAPERS),
    ),
)
