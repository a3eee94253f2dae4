"""Django's tags for translating, with a quick way for what stands in most templates: ``{% translate "Some words" %}``.

Django translates a literal lazily, makes a text of it, and escapes it: thirty microseconds, a hundred times on a page.
What is written in a template is known to be safe, and is looked up in the catalogue once in a language. Takes the
place of the library ``i18n`` in the settings.
"""

from django.template import Library, Node
from django.templatetags import i18n
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, pgettext

register = Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)


class LiteralNode(Node):
    """Words written in the template, in the reader's language."""

    def __init__(self, words: str, spoken_in: str | None, name: str | None):
        self.words = words.replace("%", "%%")  # as makemessages writes them
        self.spoken_in, self.name = spoken_in, name
        self.said: dict[str | None, SafeString] = {}

    def render(self, context) -> SafeString:
        language = get_language()
        if language not in self.said:
            self.said[language] = self._looked_up()
        if self.name is None:
            return self.said[language]
        context[self.name] = self.said[language]
        return mark_safe("")

    def _looked_up(self) -> SafeString:
        said = gettext(self.words) if self.spoken_in is None else pgettext(self.spoken_in, self.words)
        return mark_safe(said.replace("%%", "%"))  # noqa: S308 - our own words


@register.tag("translate")
@register.tag("trans")
def do_translate(parser, token) -> Node:
    """Django's own tag, unless it is given words without filters."""
    node = i18n.do_translate(parser, token)
    words, spoken_in = node.filter_expression, node.message_context
    is_literal = isinstance(words.var.literal, str) and not words.filters and not node.noop
    if not is_literal or (spoken_in is not None and not isinstance(spoken_in.var, str)):
        return node
    return LiteralNode(words.var.literal, None if spoken_in is None else spoken_in.var, node.asvar)
