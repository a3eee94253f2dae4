"""What only the database can refuse, because two people did it at once, said like any other refusal."""

from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction


def violated_constraint(error: IntegrityError) -> str:
    """The name of the constraint a statement broke; "" where the database does not say."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", "") or ""


@contextmanager
def refused_as(constraint: str, *, field: str, sentence: str):
    """Turn the breaking of ``constraint`` inside into a ``ValidationError`` of ``field``; other faults pass."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if violated_constraint(error) != constraint:
            raise
        raise ValidationError({field: sentence}) from error
