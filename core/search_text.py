"""Text that finds "Łódź" by "lodz": folded in Python, stored, and matched by word prefixes.

PostgreSQL's unaccent and trigram extensions are not part of every server this portal runs on,
so folding happens here, once, when a row is written.
"""

import re

from anyascii import anyascii
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector, SearchVectorField
from django.db import models

NOT_WORD = re.compile(r"[^0-9a-z]+")
MOST_WORDS = 12
LONGEST_WORD = 200  # PostgreSQL refuses a query with a word over 2 KB; one sign can fold to fifteen letters


def fold(text: str) -> str:
    """Lower-case ASCII words of ``text``, one space between them: ``"Łódź–KARLSKRONA"`` → ``"lodz karlskrona"``."""
    return NOT_WORD.sub(" ", anyascii(str(text)).casefold()).strip()


def fold_all(*texts) -> str:
    """The distinct folded words of several texts, in order: what a row is found by."""
    return " ".join(dict.fromkeys(word for text in texts if text for word in fold(text).split()))


def prefix_query(text: str) -> SearchQuery | None:
    """A query that wants a word beginning with each word of ``text``; None when no word is left."""
    words = fold(text[:500]).split()[:MOST_WORDS]
    if not words:
        return None
    return SearchQuery(" & ".join(f"{word[:LONGEST_WORD]}:*" for word in words), search_type="raw", config="simple")


class Searchable(models.Model):
    """A row found by the words of ``search_text``, which the service that writes the row keeps."""

    search_text = models.TextField(editable=False, default="")
    search_vector = models.GeneratedField(
        expression=SearchVector("search_text", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
        editable=False,
    )

    class Meta:
        abstract = True
        indexes = [GinIndex(fields=["search_vector"], name="%(class)s_search")]


class SearchableQuerySet(models.QuerySet):
    def matching(self, text: str):
        """Rows with a word that begins with each word of ``text``; all rows when it has no words."""
        query = prefix_query(text or "")
        return self if query is None else self.filter(search_vector=query)
