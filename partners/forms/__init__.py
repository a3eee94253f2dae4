from partners.forms.institutions import ContactForm, InstitutionForm

__all__ = ["ContactForm", "InstitutionForm"]
