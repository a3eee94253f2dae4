"""The comments of one object as its page shows them, and the mentions of one person as the desk does."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists
from django.utils.functional import cached_property
from django.utils.text import Truncator, capfirst

from core.comments.models import Comment, Mention, Silence
from core.comments.registry import commentable
from core.comments.rendering import Piece, pieces
from core.comments.services import REMOVE, WRITE

SHOWN_ON_PAGE = 20
MOST_MENTIONS = 50
EXCERPT = 140  # characters of a comment that a mail repeats


@dataclass(frozen=True)
class Said:
    """One comment, and what its reader may do with it. ``mention`` is the open one that addresses the reader."""

    comment: Comment
    reader: Any

    @property
    def pieces(self) -> list[Piece]:
        return pieces(self.comment.text, (each.written for each in self.comment.mentions.all()))

    @property
    def may_change(self) -> bool:
        return self.reader.has_perm(WRITE) and self.comment.may_be_changed_by(self.reader)

    @property
    def is_own(self) -> bool:
        return self.comment.author_id == self.reader.pk

    @property
    def may_remove(self) -> bool:
        return not self.comment.is_removed and (self.is_own or self.reader.has_perm(REMOVE))

    @cached_property
    def mention(self) -> Mention | None:
        addressed = (each for each in self.comment.mentions.all() if each.person_id == self.reader.pk)
        return next((each for each in addressed if each.settled_at is None), None)


@dataclass(frozen=True)
class Thread:
    """The newest comments of an object, the oldest of them first; ``earlier`` ones are on a page of their own.

    ``is_for_inside``: a comment is for those who keep the object, unless its author says otherwise.
    """

    label: str
    object_id: int
    said: list[Said]
    count: int
    may_write: bool
    may_write_inside: bool = False
    is_for_inside: bool = False
    is_silenced: bool = False

    @property
    def earlier(self) -> int:
        return self.count - len(self.said)


def thread_of(obj, user, *, first: int = 0, most: int = SHOWN_ON_PAGE) -> Thread | None:
    """What was said about ``obj``, which ``user`` may see: three queries; None where nobody can comment.

    ``first`` comments, counted from the newest, are passed over.
    """
    known = commentable(obj._meta.label_lower)
    if known is None:
        return None
    comments = Comment.objects.about(obj, user)
    newest = comments.select_related("author", "removed_by").prefetch_related("mentions").order_by("-created_at", "-pk")
    newest = newest.annotate(is_silenced=Exists(Silence.objects.of(obj).filter(person=user)))
    said = [Said(comment, user) for comment in newest[first : first + most]]
    count = comments.count() if first or len(said) == most else len(said)
    may_write_inside = known.may_write_inside(user, obj)
    return Thread(
        known.label,
        obj.pk,
        said[::-1],
        count,
        may_write=user.has_perm(WRITE),
        may_write_inside=may_write_inside,
        is_for_inside=may_write_inside and not known.is_open(obj),
        is_silenced=any(getattr(each.comment, "is_silenced", False) for each in said),
    )


@dataclass(frozen=True)
class MentionLine:
    """One mention as desk and mail tell it: by whom, about what."""

    mention: Mention
    obj: Any

    @property
    def author(self) -> str:
        return str(self.mention.comment.author or "")

    @property
    def title(self) -> str:
        return str(self.obj)

    @property
    def kind(self) -> str:
        return capfirst(self.obj._meta.verbose_name)

    @property
    def placed(self) -> str:
        """The unit, or what else tells the object from others of its name."""
        return self._known.placed(self.obj)

    @property
    def excerpt(self) -> str:
        """The beginning of what was said, where every reader on the staff may read that; else ""."""
        is_for_all = self._known.is_open(self.obj) and not self.mention.comment.is_internal
        return Truncator(" ".join(self.mention.comment.text.split())).chars(EXCERPT) if is_for_all else ""

    @property
    def _known(self):
        return commentable(self.mention.comment.label)

    @property
    def at(self) -> datetime:
        return self.mention.comment.created_at

    @property
    def url(self) -> str:
        return f"{self.obj.get_absolute_url()}#{self.mention.comment.anchor}"


def mentions_of(user, most: int = MOST_MENTIONS) -> list[MentionLine]:
    """The open mentions of ``user`` in what they may read, newest first; a query for each kind of object."""
    return mention_lines(Mention.objects.open().heard().visible_to(user)[:most], user)


def mention_count(user) -> int:
    return Mention.objects.open().heard().visible_to(user).count()


def mention_lines(mentions, user) -> list[MentionLine]:
    """Those of ``mentions`` whose object ``user`` may read now."""
    found = list(mentions.select_related("comment__author", "comment__content_type", "instead_of"))
    keys = defaultdict(set)
    for mention in found:
        keys[mention.comment.label].add(mention.comment.object_id)
    objects = {
        (label, key): obj
        for label, ids in keys.items()
        if (known := commentable(label))
        for key, obj in known.visible_to(user).in_bulk(ids).items()
    }
    lines = ((each, objects.get((each.comment.label, each.comment.object_id))) for each in found)
    return [MentionLine(mention, obj) for mention, obj in lines if obj is not None]
