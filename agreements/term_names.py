"""What the terms of an agreement are called, where a sentence names those that changed."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from agreements.models import Agreement


def names_of_terms(terms: Collection[str]) -> list[str]:
    """The names of ``terms`` in the reader's language: fields of an agreement, its partners, its conditions."""
    return sorted(_name_of(term) for term in terms)


def _name_of(term: str) -> str:
    beside = {"partners": _("partners"), "conditions": _("conditions")}
    if term in beside:
        return beside[term]
    names = {field.name: field.verbose_name for field in Agreement._meta.fields}
    return str(names.get(term, term))  # as it is stored, for a field that has gone since
