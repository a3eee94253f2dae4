from agreements.models.agreements import Agreement
from agreements.models.amendments import Amendment, ProposedCondition, ProposedField, ProposedLanguage
from agreements.models.approvals import Approval, ApprovalRound, ApprovalRoute, RouteStep
from agreements.models.archive import ArchiveExport
from agreements.models.conditions import Condition, ConditionField, ConditionLanguage
from agreements.models.disposal import Disposal, DisposalLine, RetentionRule
from agreements.models.documents import Document
from agreements.models.endings import Ending
from agreements.models.evaluations import Evaluation, EvaluationAnswer, EvaluationQuestion
from agreements.models.letters import LetterTemplate, LetterTemplateVersion
from agreements.models.negotiation import EntryDocument, NegotiationEntry
from agreements.models.numbers import NumberCounter, NumberSeries
from agreements.models.numbers_confirmed import NumbersConfirmed
from agreements.models.parties import FurtherUnit, Party
from agreements.models.renewals import RenewalRun
from agreements.models.signatures import AmendmentSignature, Signature, SigningAuthority
from agreements.models.tags import Tag, Tagging

__all__ = [
    "Agreement",
    "Amendment",
    "AmendmentSignature",
    "Approval",
    "ApprovalRound",
    "ApprovalRoute",
    "ArchiveExport",
    "Condition",
    "ConditionField",
    "ConditionLanguage",
    "Disposal",
    "DisposalLine",
    "Document",
    "Ending",
    "EntryDocument",
    "Evaluation",
    "EvaluationAnswer",
    "EvaluationQuestion",
    "FurtherUnit",
    "LetterTemplate",
    "LetterTemplateVersion",
    "NegotiationEntry",
    "NumberCounter",
    "NumberSeries",
    "NumbersConfirmed",
    "Party",
    "ProposedCondition",
    "ProposedField",
    "ProposedLanguage",
    "RenewalRun",
    "RetentionRule",
    "RouteStep",
    "Signature",
    "SigningAuthority",
    "Tag",
    "Tagging",
]
