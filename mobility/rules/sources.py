"""The documents that rows name by their code ("W27 W28; assumed unchanged"), so that pages can say what they are."""

import re
from collections.abc import Iterable

from reference.models import Source

CODE = re.compile(r"\bW\d+[a-z]?\b")
CODES = re.compile(r"\bW\d+[a-z]?(?: W\d+[a-z]?)*\b")


def sources_named(texts: Iterable[str]) -> list[Source]:
    """Every source whose code stands in one of the ``texts``, by number; one query, none where nothing is named."""
    codes = {code for text in texts for code in CODE.findall(text)}
    found = Source.objects.filter(code__in=codes) if codes else []
    return sorted(found, key=lambda source: (int(re.sub(r"\D", "", source.code)), source.code))


def sources_in_words(texts: Iterable[str]) -> dict[str, str]:
    """Each of the ``texts`` with the titles of documents in place of their codes; one query."""
    texts = list(dict.fromkeys(texts))
    titles = {source.code: source.title for source in sources_named(texts)}
    return {text: CODES.sub(lambda found: _titles(found.group(), titles), text) for text in texts}


def _titles(codes: str, titles: dict[str, str]) -> str:
    """A code of which no document is known stays what it is."""
    return "; ".join(titles.get(code, code) for code in codes.split())
