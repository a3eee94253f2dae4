from partners.models.assessment_rules import AssessmentDecider, AssessmentNeed, AssessmentQuestion, AssessmentRule
from partners.models.assessments import Assessment, AssessmentAnswer, AssessmentDecision
from partners.models.institutions import Alias, Contact, Institution
from partners.models.restrictions import CountrySignal, NamedInstitution, NamedList, SetAside

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
    "Institution",
    "NamedInstitution",
    "NamedList",
    "SetAside",
]
