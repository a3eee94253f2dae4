"""The texts of the house that an administrator edits: supplied once, then kept as people changed them."""

from pathlib import Path

from django.conf import settings
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

from core import history
from core.institution_name import institution_name
from core.models import Page

TEXTS = Path(__file__).parent / "page_texts"
# HTML of an author is shown as text, and links lead to web pages and mail alone (markdown-it refuses the rest).
_markdown = MarkdownIt("commonmark", {"html": False})


def load_pages() -> int:
    """Add the supplied pages that are not there yet; returns how many. What people edited stays as it is."""
    there = set(Page.objects.values_list("slug", "language"))
    missing = [page for page in supplied_pages() if (page.slug, page.language) not in there]
    with history.action("created"):
        Page.objects.bulk_create(missing, ignore_conflicts=True)
    return len(missing)


def supplied_pages() -> list[Page]:
    """The pages of ``page_texts`` (``<address>.<language>.md``), with the names of this installation filled in."""
    pages = []
    for path in sorted(TEXTS.glob("*.md")):
        slug, language = path.stem.split(".")
        text = path.read_text(encoding="utf-8")
        text = text.replace("{institution}", institution_name(language)).replace(
            "{office_email}", settings.OFFICE_EMAIL
        )
        title, _newline, body = text.partition("\n")
        pages.append(Page(slug=slug, language=language, title=title.removeprefix("# "), body=body.strip()))
    return pages


def page_for(slug: str, language: str) -> Page | None:
    """The page in ``language``, else in the site's first language; None when there is none."""
    found = {page.language: page for page in Page.objects.filter(slug=slug)}
    return found.get(language) or found.get(settings.LANGUAGE_CODE)


def as_html(markdown: str, below: int = 1) -> str:
    """Safe HTML of a page's text. None of its headings stands higher than under one of the level ``below``."""
    tokens = _markdown.parse(markdown)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, max(int(token.tag[1]), below + 1))}"
    return mark_safe(_markdown.renderer.render(tokens, _markdown.options, {}))  # noqa: S308 - the renderer escapes
