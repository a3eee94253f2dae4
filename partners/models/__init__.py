from partners.models.assessment_rules import AssessmentDecider, AssessmentNeed, AssessmentQuestion, AssessmentRule
from partners.models.assessments import Assessment, AssessmentAnswer, AssessmentDecision
from partners.models.factsheets import FactsheetLink, FactsheetProposal
from partners.models.institutions import Alias, Contact, FormerCode, Institution
from partners.models.letters import Mailing, MailTemplate, PartnerMail
from partners.models.merging import Merge, MergeStep, PossibleDuplicate
from partners.models.requests import PartnershipRequest
from partners.models.restrictions import CountrySignal, NamedInstitution, NamedList, SetAside
from partners.models.tagging import PartnerTagging

__all__ = [
    "Alias",
    "Assessment",
    "AssessmentAnswer",
    "AssessmentDecider",
    "AssessmentDecision",
    "AssessmentNeed",
    "AssessmentQuestion",
    "AssessmentRule",
    "Contact",
    "CountrySignal",
    "FactsheetLink",
    "FactsheetProposal",
    "FormerCode",
    "Institution",
    "MailTemplate",
    "Mailing",
    "Merge",
    "MergeStep",
    "NamedInstitution",
    "NamedList",
    "PartnerMail",
    "PartnerTagging",
    "PartnershipRequest",
    "PossibleDuplicate",
    "SetAside",
]
