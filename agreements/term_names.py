"""What the terms of an agreement are called, where a sentence names those that changed."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from agreements.models import Agreement, Amendment


def names_of_terms(terms: Collection[str]) -> list[str]:
    """In the reader's language: fields of an agreement or of an amendment, partners, conditions."""
    return sorted(_name_of(term) for term in terms)


def _name_of(term: str) -> str:
    beside = {"partners": _("partners"), "conditions": _("conditions")}
    if term in beside:
        return beside[term]
    names = {field.name: field.verbose_name for model in (Amendment, Agreement) for field in model._meta.fields}
    return str(names.get(term, term))  # as it is stored, for a field that has gone since


def starts_anew_words(terms: Collection[str], *, is_amendment: bool = False) -> str:
    words = {"terms": changed_words(terms)}
    if is_amendment:
        return _("%(terms)s: this sends the amendment back to the first step of its approval.") % words
    return _("%(terms)s: this sends the agreement back to the first step of its approval.") % words


def changed_words(terms: Collection[str]) -> str:
    """“Changed: last day, partners”."""
    return _("Changed: %(terms)s") % {"terms": ", ".join(names_of_terms(terms))}
