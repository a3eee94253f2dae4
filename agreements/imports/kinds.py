"""Which kind of agreement a programme's name in somebody's register most likely means."""

import re
from collections import Counter

from agreements.enums import AgreementKind
from core.search_text import fold

SEPARATORS = re.compile(r"\s*[,;|\n]\s*")
WORDS = (
    (("double", "dual degree", "joint degree", "doble"), AgreementKind.DOUBLE_DEGREE),
    (("understanding", "mou", "entendimiento"), AgreementKind.MOU),
    (("moc", "cooperation", "framework", "marco"), AgreementKind.MOC),
    (("erasmus", "ka103", "ka107", "ka131", "ka171", "iia"), AgreementKind.ERASMUS),
    (("summer",), AgreementKind.SUMMER_SCHOOL),
    (("intern", "traineeship", "practicas"), AgreementKind.INTERNSHIP),
    (("research", "investigacion"), AgreementKind.RESEARCH),
    (("staff", "teaching"), AgreementKind.STAFF_EXCHANGE),
    (("sicue", "exchange", "nordplus", "linnaeus", "intercambio"), AgreementKind.STUDENT_EXCHANGE),
)


def programmes_in(cell: str) -> list[str]:
    """The programmes of one cell: ``"UPC-AL, UPC-MON"`` names two."""
    return [part for part in dict.fromkeys(SEPARATORS.split(cell.strip())) if part]


def propose_kind(programme: str, countries: Counter, programme_countries: set[str]) -> str:
    """The likeliest kind, or nothing.

    By its words; else, where most partners lie outside the programme countries, a Memorandum of
    Cooperation, the usual bilateral form there (AG-01).
    """
    folded = fold(programme)
    by_label = {fold(label): kind for kind, label in AgreementKind.choices}
    if kind := by_label.get(folded) or (folded if folded in AgreementKind.values else ""):
        return kind
    for words, kind in WORDS:
        if any(f" {word}" in f" {folded}" for word in words):
            return str(kind)
    known = Counter({country: count for country, count in countries.items() if country})
    outside = sum(count for country, count in known.items() if country not in programme_countries)
    return str(AgreementKind.MOC) if outside * 2 > known.total() else ""
