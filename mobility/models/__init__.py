from mobility.models.applicants import AllocationReason, AllocationRun, Applicant, ApplicantChoice
from mobility.models.balance import BalanceThreshold
from mobility.models.bip_partners import BipPartner
from mobility.models.bips import Bip
from mobility.models.budgets import BudgetLine, BudgetTransfer, TransferLimit
from mobility.models.components import ComponentResult, LearningComponent
from mobility.models.exchange import ExchangeColumn
from mobility.models.grants import GrantCalculation, GrantLine, GrantRecalculation
from mobility.models.keeping import Forgetting, PersonalExport, StayRetention
from mobility.models.learning import LearningAgreement, LearningAgreementVersion
from mobility.models.mobilities import Mobility
from mobility.models.nominations import NominationLink, NominationWindow
from mobility.models.payments import GrantPayment, InstalmentShare
from mobility.models.people import Participant
from mobility.models.projects import GrantProject
from mobility.models.recommendations import LocalRecommendation
from mobility.models.reports import ParticipantReport, ReportAnswer, ReportQuestion
from mobility.models.rounds import ApplicationRound, FurtherRoundUnit, RoundPlace
from mobility.models.schemes import Scheme
from mobility.models.sensitive import EmergencyContact, InclusionNeed, SensitiveReading
from mobility.models.signing import LearningSignature, ProcessWindow, SigningLink
from mobility.models.steps import StayDocument, StayStep, StepKind
from mobility.models.support import SupportRequest, SupportScheme
from mobility.models.traineeships import Traineeship, TraineeshipResult

__all__ = [
    "AllocationReason",
    "AllocationRun",
    "Applicant",
    "ApplicantChoice",
    "ApplicationRound",
    "BalanceThreshold",
    "Bip",
    "BipPartner",
    "BudgetLine",
    "BudgetTransfer",
    "ComponentResult",
    "EmergencyContact",
    "ExchangeColumn",
    "Forgetting",
    "FurtherRoundUnit",
    "GrantCalculation",
    "GrantLine",
    "GrantPayment",
    "GrantProject",
    "GrantRecalculation",
    "InclusionNeed",
    "InstalmentShare",
    "LearningAgreement",
    "LearningAgreementVersion",
    "LearningComponent",
    "LearningSignature",
    "LocalRecommendation",
    "Mobility",
    "NominationLink",
    "NominationWindow",
    "Participant",
    "ParticipantReport",
    "PersonalExport",
    "ProcessWindow",
    "ReportAnswer",
    "ReportQuestion",
    "RoundPlace",
    "Scheme",
    "SensitiveReading",
    "SigningLink",
    "StayDocument",
    "StayRetention",
    "StayStep",
    "StepKind",
    "SupportRequest",
    "SupportScheme",
    "Traineeship",
    "TraineeshipResult",
    "TransferLimit",
]
