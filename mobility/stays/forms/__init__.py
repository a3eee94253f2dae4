"""The forms of a stay, one module for each question."""

from mobility.stays.forms.people import PersonForm

__all__ = ["PersonForm"]
