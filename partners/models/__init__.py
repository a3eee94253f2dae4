from partners.models.institutions import Alias, Contact, Institution

__all__ = ["Alias", "Contact", "Institution"]
