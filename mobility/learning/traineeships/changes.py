"""What a version of a traineeship changed against the one that all three signed last (table A2)."""

from decimal import Decimal

from django.utils.text import capfirst

from mobility.models import LearningAgreementVersion, Traineeship

# In the order of the form. The reasons of a change are no part of what is compared.
FIELDS = tuple(
    field.name
    for field in Traineeship._meta.concrete_fields
    if field.name not in {"id", "version", "change_reason", "change_words"}
)


def changes_of(row: Traineeship) -> list[dict]:
    """``field``, ``was`` and ``becomes`` of each; none where no earlier version was signed."""
    former = signed_before(row.version)
    if former is None:
        return []
    pairs = [(name, plain(former, name), plain(row, name)) for name in FIELDS]
    return [{"field": name, "was": was, "becomes": becomes} for name, was, becomes in pairs if was != becomes]


def signed_before(version: LearningAgreementVersion) -> Traineeship | None:
    """The traineeship of the newest earlier version that all three signed."""
    signed = Traineeship.objects.filter(
        version__agreement=version.agreement_id, version__number__lt=version.number, version__signed_at__isnull=False
    )
    return signed.order_by("-version__number").first()


def plain(row: Traineeship, name: str):
    """A value as JSON keeps it: text, yes or no; a choice by its code."""
    value = getattr(row, name)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value if isinstance(value, bool) else str(value or "")


def label_of(name: str) -> str:
    return capfirst(str(Traineeship._meta.get_field(name).verbose_name))
