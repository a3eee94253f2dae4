from agreements.models.agreements import Agreement, FurtherUnit, Party
from agreements.models.conditions import Condition, ConditionField, ConditionLanguage
from agreements.models.documents import Document

__all__ = ["Agreement", "Condition", "ConditionField", "ConditionLanguage", "Document", "FurtherUnit", "Party"]
