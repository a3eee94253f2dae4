"""The documents that facts were taken from, by the codes that rows name."""

from dataclasses import dataclass

from reference.models import Source


@dataclass(frozen=True)
class NamedSource:
    """A document that facts were taken from, by the code that they name; ``link`` is its first address."""

    code: str
    title: str
    link: str


def sources_named_in(*texts: str) -> list[NamedSource]:
    """The documents whose codes ("W122") stand in ``texts``; words that are no such code are left out."""
    codes = {word for text in texts for word in text.replace(";", " ").replace(",", " ").split()}
    rows = Source.objects.filter(code__in=codes) if codes else []
    return [NamedSource(row.code, row.title, next(iter(row.address.split()), "")) for row in rows]


def without_codes(text: str, named: list[NamedSource]) -> str:
    """``text`` less the codes of documents that are named beside it."""
    codes = {source.code for source in named}
    return " ".join(word for word in text.split() if word.strip(",;") not in codes)
