from mobility.models.budgets import BudgetLine, BudgetTransfer, TransferLimit
from mobility.models.mobilities import Mobility
from mobility.models.people import Participant
from mobility.models.projects import GrantProject
from mobility.models.schemes import Scheme
from mobility.models.sensitive import EmergencyContact, InclusionNeed, SensitiveReading

__all__ = [
    "BudgetLine",
    "BudgetTransfer",
    "EmergencyContact",
    "GrantProject",
    "InclusionNeed",
    "Mobility",
    "Participant",
    "Scheme",
    "SensitiveReading",
    "TransferLimit",
]
