from partners.filters.assessments import AssessmentFilter, NamedInstitutionFilter
from partners.filters.institutions import InstitutionFilter, countries_with_institutions, every_country

__all__ = [
    "AssessmentFilter",
    "InstitutionFilter",
    "NamedInstitutionFilter",
    "countries_with_institutions",
    "every_country",
]
