from mobility.models.balance import BalanceThreshold
from mobility.models.budgets import BudgetLine, BudgetTransfer, TransferLimit
from mobility.models.grants import GrantCalculation, GrantLine, GrantPayment, GrantRecalculation, InstalmentShare
from mobility.models.mobilities import Mobility
from mobility.models.people import Participant
from mobility.models.projects import GrantProject
from mobility.models.schemes import Scheme
from mobility.models.sensitive import EmergencyContact, InclusionNeed, SensitiveReading

__all__ = [
    "BalanceThreshold",
    "BudgetLine",
    "BudgetTransfer",
    "EmergencyContact",
    "GrantCalculation",
    "GrantLine",
    "GrantPayment",
    "GrantProject",
    "GrantRecalculation",
    "InclusionNeed",
    "InstalmentShare",
    "Mobility",
    "Participant",
    "Scheme",
    "SensitiveReading",
    "TransferLimit",
]
