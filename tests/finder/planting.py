"""Words of their own in every column of text, so that wherever one turns up it is known where it came from."""

import re
from itertools import count

from django.core.files.base import ContentFile
from django.db import models

from finder.published import PUBLIC_COLUMNS
from partners.models import Institution

PLANTED_WORD = re.compile(r"zq\d{4}xz")
CODES = {"erasmus_code", "pic", "oid", "schac"}
# Columns whose text decides or refers instead of being shown.
TECHNICAL = {
    "file",
    "doi",
    "content_type",
    "refused_file",
    "sha256",
    "path",
    "password",
    "search_text",
    "state",
    "language",
}


class Words:
    """Words that occur nowhere else, each with the column it was planted in."""

    def __init__(self):
        self.numbers = count(1)
        self.private: dict[str, str] = {}
        self.public: dict[str, str] = {}

    def private_word(self, where) -> str:
        return self._new(self.private, where)

    def public_word(self, where) -> str:
        return self._new(self.public, where)

    def _new(self, words, where):
        word = f"zq{next(self.numbers):04d}xz"
        words[word] = where
        return word


def text_columns(model):
    for field in model._meta.concrete_fields:
        plain = isinstance(field, models.CharField | models.TextField) and not field.choices
        if plain and not field.primary_key and not field.generated and field.name not in TECHNICAL:
            yield field


def is_public(row, field, known) -> bool:
    return row in known and field.name in PUBLIC_COLUMNS.get(row._meta.label, ())


def plant(row, words, known=()):
    """A word of its own in every column of text of ``row``; ``known``: the rows the public may know of."""
    values = {}
    for field in text_columns(row):
        if field.name == "erasmus_code" and row.is_home:
            continue  # by this code the site knows who we are
        if isinstance(row, Institution) and row.merged_into_id and field.name in CODES:
            continue  # its codes went to the one that stayed
        where = f"{row._meta.label}.{field.name} of {row.pk}"
        word = words.public_word(where) if is_public(row, field, known) else words.private_word(where)
        values[field.name] = {
            models.URLField: f"https://{word}.example/",
            models.EmailField: f"{word}@example.org",
        }.get(type(field), word)[: field.max_length]
    if values:
        type(row)._base_manager.filter(pk=row.pk).update(**values)


def paper(word) -> ContentFile:
    return ContentFile(word.encode(), name=f"{word}.txt")
