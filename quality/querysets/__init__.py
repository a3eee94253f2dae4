"""Who may read and change what in the quality room. Rights: ``accounts.roles``."""

from quality.querysets.actions import ActionQuerySet, EvidenceQuerySet
from quality.querysets.catalogue import (
    CatalogueQuerySet,
    CriterionQuerySet,
    IndicatorQuerySet,
    ObjectiveQuerySet,
    ProcessVersionQuerySet,
)
from quality.querysets.follow_ups import FollowUpQuerySet, OfFollowUpQuerySet, StepQuerySet
from quality.querysets.reports import OfReportQuerySet, QualityReportQuerySet
from quality.querysets.rights import (
    ADOPT,
    ADOPT_REPORT,
    CATALOGUE,
    EXPORT,
    FILL,
    HISTORY,
    PLAN,
    REVIEW,
    RUN,
    VERIFY,
    VIEW,
    VIEW_ADOPTED,
    WORK,
    WRITE_REPORT,
)

__all__ = [
    "ADOPT",
    "ADOPT_REPORT",
    "CATALOGUE",
    "EXPORT",
    "FILL",
    "HISTORY",
    "PLAN",
    "REVIEW",
    "RUN",
    "VERIFY",
    "VIEW",
    "VIEW_ADOPTED",
    "WORK",
    "WRITE_REPORT",
    "ActionQuerySet",
    "CatalogueQuerySet",
    "CriterionQuerySet",
    "EvidenceQuerySet",
    "FollowUpQuerySet",
    "IndicatorQuerySet",
    "ObjectiveQuerySet",
    "OfFollowUpQuerySet",
    "OfReportQuerySet",
    "ProcessVersionQuerySet",
    "QualityReportQuerySet",
    "StepQuerySet",
]
