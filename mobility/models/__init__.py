from mobility.models.bips import Bip, BipPartner
from mobility.models.balance import BalanceThreshold
from mobility.models.budgets import BudgetLine, BudgetTransfer, TransferLimit
from mobility.models.grants import GrantCalculation, GrantLine, GrantPayment, GrantRecalculation, InstalmentShare
from mobility.models.keeping import Forgetting, PersonalExport, StayRetention
from mobility.models.mobilities import Mobility
from mobility.models.people import Participant
from mobility.models.projects import GrantProject
from mobility.models.schemes import Scheme
from mobility.models.sensitive import EmergencyContact, InclusionNeed, SensitiveReading
from mobility.models.support import SupportRequest, SupportScheme

__all__ = [
    "BalanceThreshold",
    "Bip",
    "BipPartner",
    "BudgetLine",
    "BudgetTransfer",
    "EmergencyContact",
    "Forgetting",
    "GrantCalculation",
    "GrantLine",
    "GrantPayment",
    "GrantProject",
    "GrantRecalculation",
    "InclusionNeed",
    "InstalmentShare",
    "Mobility",
    "Participant",
    "PersonalExport",
    "Scheme",
    "SensitiveReading",
    "StayRetention",
    "SupportRequest",
    "SupportScheme",
    "TransferLimit",
]
