from partners.forms.assessments import AssessmentForm, DecisionForm, SetAsideForm
from partners.forms.institutions import ContactForm, InstitutionForm

__all__ = ["AssessmentForm", "ContactForm", "DecisionForm", "InstitutionForm", "SetAsideForm"]
