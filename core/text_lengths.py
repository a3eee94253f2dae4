"""Long texts end where their column says: Django asks ``max_length`` of a ``TextField`` in forms alone."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _


def refuse_too_long(obj: models.Model):
    """Raise ``ValidationError`` beside each text of ``obj`` that is longer than its column allows."""
    errors = {}
    for field in obj._meta.concrete_fields:
        most = field.max_length
        if isinstance(field, models.TextField) and most and len(getattr(obj, field.attname) or "") > most:
            words = {"most": most, "count": len(getattr(obj, field.attname))}
            errors[field.name] = _("At most %(most)s letters; these are %(count)s.") % words
    if errors:
        raise ValidationError(errors)
