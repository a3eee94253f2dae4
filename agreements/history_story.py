"""Which rows the history of an agreement is told from, and what they are called in it."""

from agreements.models import (
    Agreement,
    Amendment,
    AmendmentSignature,
    Approval,
    Condition,
    ConditionField,
    ConditionLanguage,
    Document,
    Ending,
    EntryDocument,
    Evaluation,
    FurtherUnit,
    LetterTemplate,
    LetterTemplateVersion,
    NegotiationEntry,
    NumbersConfirmed,
    Party,
    Signature,
    Tagging,
)
from core.history_entries import Part, Story

HIDDEN_OF_APPROVALS = ("agreement", "amendment", "round", "note")

AGREEMENT_STORY = Story(
    Agreement,
    parts=(
        Part(
            Party,
            named_by=("institution",),
            hidden=("position", "is_home", "agreement"),
            below=(Part(Signature, named_by=("party", "name", "signed_on"), hidden=("party",)),),
        ),
        Part(
            Condition,
            named_by=("kind", "sender", "receiver"),
            hidden=("agreement",),
            below=(
                Part(ConditionField, named_by=("isced_field",), hidden=("condition",)),
                Part(ConditionLanguage, named_by=("language", "level"), hidden=("condition",)),
            ),
        ),
        Part(NumbersConfirmed, named_by=("year",), hidden=("agreement", "confirmed_by", "confirmed_at")),
        Part(
            Amendment,
            named_by=("number",),
            hidden=("agreement", "number", "old_ends_on", "old_tuition_waived", "proposed_by"),
            below=(
                Part(Approval, named_by=("role", "unit"), hidden=HIDDEN_OF_APPROVALS),
                Part(AmendmentSignature, named_by=("party", "name", "signed_on"), hidden=("party", "amendment")),
            ),
        ),
        Part(Evaluation, named_by=("due_on",), hidden=("agreement", "asked_by", "submitted_by", "remarks")),
        Part(FurtherUnit, named_by=("unit",)),
        Part(Tagging, named_by=("tag",), hidden=("agreement",)),
        Part(Ending, named_by=("kind", "side", "takes_effect_on"), hidden=("agreement", "reason")),
        Part(
            NegotiationEntry,
            named_by=("kind", "on"),
            hidden=("agreement",),
            below=(Part(EntryDocument, named_by=("document",), hidden=("negotiationentry",)),),
        ),
        Part(
            Approval,
            named_by=("role", "unit"),
            hidden=HIDDEN_OF_APPROVALS,
        ),
        Part(
            Document,
            named_by=("title",),
            hidden=(
                *("agreement", "file", "content_type", "size", "sha256"),
                *("uploaded_at", "uploaded_by", "version_note"),
            ),
        ),
    ),
)

LETTER_TEMPLATE_STORY = Story(
    LetterTemplate,
    parts=(
        Part(
            LetterTemplateVersion,
            named_by=("original_name",),
            hidden=("template", "file", "content_type", "size", "sha256", "placeholders", "note"),
        ),
    ),
)
