from agreements.models.agreements import Agreement, FurtherUnit, Party
from agreements.models.approvals import Approval, ApprovalRound, ApprovalRoute, RouteStep
from agreements.models.archive import ArchiveExport
from agreements.models.conditions import Condition, ConditionField, ConditionLanguage
from agreements.models.disposal import Disposal, DisposalLine, RetentionRule
from agreements.models.documents import Document
from agreements.models.endings import Ending
from agreements.models.letters import LetterTemplate, LetterTemplateVersion
from agreements.models.negotiation import EntryDocument, NegotiationEntry
from agreements.models.numbers import NumberCounter, NumberSeries
from agreements.models.renewals import RenewalRun
from agreements.models.signatures import Signature, SigningAuthority
from agreements.models.tags import Tag, Tagging

__all__ = [
    "Agreement",
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
    "FurtherUnit",
    "LetterTemplate",
    "LetterTemplateVersion",
    "NegotiationEntry",
    "NumberCounter",
    "NumberSeries",
    "Party",
    "RenewalRun",
    "RetentionRule",
    "RouteStep",
    "Signature",
    "SigningAuthority",
    "Tag",
    "Tagging",
]
