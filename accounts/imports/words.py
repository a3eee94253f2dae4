"""What people write for a role, a kind of unit or a language, in English or Swedish."""

from django.utils import translation

from accounts.enums import Role, UnitKind
from core.search_text import fold

OTHER_WORDS = {
    "international coordinator": Role.COORDINATOR,
    "erasmus coordinator": Role.COORDINATOR,
    "koordinator": Role.COORDINATOR,
    "dean": Role.HEAD,
    "dekan": Role.HEAD,
    "prefekt": Role.HEAD,
    "head": Role.HEAD,
    "head of department": Role.HEAD,
    "chef": Role.HEAD,
    "vice chancellor": Role.HEAD,
    "rektor": Role.HEAD,
    "officer": Role.OFFICER,
    "internationell handlaggare": Role.OFFICER,
    "handlaggare": Role.OFFICER,
    "staff": Role.READER,
    "lasare": Role.READER,
    "admin": Role.ADMINISTRATOR,
    "administrator": Role.ADMINISTRATOR,
    "systemadministrator": Role.ADMINISTRATOR,
    "revisor": Role.AUDITOR,
}
KINDS = {
    "hogskola": UnitKind.UNIVERSITY,
    "universitet": UnitKind.UNIVERSITY,
    "fakultet": UnitKind.FACULTY,
    "institution": UnitKind.DEPARTMENT,
    "avdelning": UnitKind.DEPARTMENT,
    "kontor": UnitKind.OFFICE,
}
LANGUAGES = {"en": "en", "english": "en", "engelska": "en", "sv": "sv", "swedish": "sv", "svenska": "sv"}


def role_meant(text: str) -> str:
    """The role ``text`` stands for, "" where nobody can tell."""
    return _meant(text, Role, OTHER_WORDS)


def unit_kind_meant(text: str) -> str:
    """The kind of unit ``text`` stands for, "" where nobody can tell."""
    return _meant(text, UnitKind, KINDS)


def language_meant(text: str) -> str:
    return LANGUAGES.get(fold(text), "")


def _meant(text: str, choices, others: dict) -> str:
    folded = fold(text)
    for language in (translation.get_language() or "en", "en", "sv"):
        with translation.override(language):
            for value, label in choices.choices:
                if folded in (fold(value), fold(str(label))):
                    return value
    return others.get(folded, "")
