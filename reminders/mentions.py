"""Mentions in comments (``core.comments``) that no mail has told yet; told in the rhythm of each person."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from core.comments.models import Mention
from core.comments.services import note_told
from core.comments.threads import MentionLine, mention_lines

MOST_AT_ONCE = 2000


@dataclass(frozen=True)
class UntoldMention:
    """That a comment addresses ``recipient_id``, who may read it now.

    A mail says about what, and the beginning of its words only where every reader on the staff may read them: mails
    are read by those who look after the post as well.
    """

    line: MentionLine

    @property
    def recipient_id(self) -> int:
        return self.line.mention.person_id

    @property
    def day(self) -> date:
        return localdate(self.line.at)

    @property
    def text(self) -> str:
        """The sentence under the title, in the language active then."""
        return " ".join(filter(None, (self._who(), self._excerpt())))

    @property
    def title(self) -> str:
        """What it is about, and whose that is."""
        return " · ".join(filter(None, (self.line.title, self.line.placed)))

    def _excerpt(self) -> str:
        return _("“%(words)s”") % {"words": self.line.excerpt} if self.line.excerpt else ""

    def _who(self) -> str:
        author, first = self.line.author or _("Somebody"), self.line.mention.instead_of
        if first:
            words = {"author": author, "person": first}
            return _("%(author)s addresses %(person)s in a comment; it was handed to you.") % words
        return _("%(author)s addresses you in a comment.") % {"author": author}


def untold_mentions(day: date) -> list[UntoldMention]:
    """Every open mention of up to ``day`` whose reader may read the comment: a few queries for each such reader."""
    by_person: dict[Any, list[int]] = defaultdict(list)
    open_ones = Mention.objects.untold().filter(comment__created_at__date__lte=day).select_related("person")
    for mention in open_ones.order_by("pk")[:MOST_AT_ONCE]:
        by_person[mention.person].append(mention.pk)
    return [
        UntoldMention(line)
        for person, keys in by_person.items()
        for line in mention_lines(Mention.objects.filter(pk__in=keys).readable_by(person), person)
    ]


def mark_told(told: Iterable[UntoldMention]):
    """Note that mails have told of these."""
    keys = [untold.line.mention.pk for untold in told]
    if keys:
        note_told(keys)
