"""What papers are made of. All of it is text, in the language of the paper."""

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt

_markdown = MarkdownIt("commonmark", {"html": False})
SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Bar:
    """A line of a drawn table: its words, the figure as written, and how long the bar is, from 0 to 1."""

    label: str
    figure: str
    length: float

    @property
    def percent(self) -> str:
        """The length as a drawing on a page wants it, whatever the reader's decimal sign."""
        return f"{self.length * 100:.2f}"


@dataclass
class Section:
    """A heading with what stands under it, in this order: paragraphs, ``facts`` (label and value), ``bars``, a table.

    ``level`` is that of the heading (2 to 4; 1 is the title), ``key`` what a page knows it by. A paragraph that
    begins with "• " is a point of a list. ``numbers`` are the columns of the table that hold such.
    """

    heading: str
    facts: list[tuple[str, str]] = field(default_factory=list)
    head: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    level: int = 2
    key: str = ""
    numbers: tuple[int, ...] = ()

    @property
    def cells(self) -> list[list[tuple[str, str, bool]]]:
        """The rows of the table: each cell after the heading of its column, and whether that holds numbers."""
        numbers = [index in self.numbers for index in range(len(self.head))]
        return [list(zip(self.head, row, numbers, strict=True)) for row in self.rows]

    @property
    def is_empty(self) -> bool:
        return not (self.facts or self.rows or self.paragraphs or self.bars)


def paragraphs_of(markdown: str) -> list[str]:
    """Plain paragraphs of a Markdown text: the words of headings, points and links, without their marks."""
    found, points = [], 0
    for token in _markdown.parse(markdown):
        points += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if token.type == "inline":
            found.append(("• " if points else "") + _words(token))
        elif token.type in ("fence", "code_block"):
            found.append(token.content.strip())
    return [words for words in found if words]


def _words(inline) -> str:
    """The text of one inline token; a link keeps its address behind its words."""
    words, address = "", ""
    for child in inline.children or []:
        if child.type == "link_open":
            address = child.attrGet("href") or ""
        elif child.type == "link_close":
            words += f" ({address})" if address and address not in words else ""
        else:
            words += " " if child.type in ("softbreak", "hardbreak") else child.content
    return SPACE.sub(" ", words).strip()


def section_from(kept: dict) -> Section:
    """The section that ``dataclasses.asdict`` made ``kept`` of, read from JSON again."""
    section = Section(**kept | {"bars": [Bar(**bar) for bar in kept["bars"]]})
    section.facts, section.numbers = [(label, value) for label, value in section.facts], tuple(section.numbers)
    return section
