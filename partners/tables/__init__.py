from partners.tables.assessments import AssessmentTable, NamedInstitutionTable
from partners.tables.institutions import InstitutionTable

__all__ = ["AssessmentTable", "InstitutionTable", "NamedInstitutionTable"]
