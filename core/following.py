"""What people follow: objects whose changes and dates they want to see on their desk, without keeping them.

A room says in its ``following.py`` which of its models people may follow; their detail pages then show the button.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.errors import RightMissing
from core.history_entries import Story
from core.models import Follow
from core.newest_deeds import Deed, newest_deeds

COUNT_FOLLOWERS = "core.view_followers"


@dataclass(frozen=True)
class Followable:
    """A model whose rows people may follow: its manager has ``visible_to``, its rows ``get_absolute_url``.

    What happened last is told from ``story``, to those who have ``history_right`` for the row. ``related``
    are the relations that a row's title and rights need.
    """

    story: Story
    history_right: str
    related: tuple[str, ...] = ()

    @property
    def model(self):
        return self.story.model

    @property
    def label(self) -> str:
        """What addresses call the model: "agreements.agreement"."""
        return self.model._meta.label_lower

    def visible_to(self, user):
        """The rows ``user`` may read, with what a line about each needs."""
        return self.model._default_manager.visible_to(user).select_related(*self.related)


_followables: dict[str, Followable] = {}


def register(followable: Followable):
    """Called by a room's ``following.py``."""
    _followables[followable.label] = followable


def followables() -> list[Followable]:
    return list(_followables.values())


def followable(label: str) -> Followable | None:
    return _followables.get(label)


def follow(obj, *, actor) -> Follow:
    """Let ``actor`` follow ``obj``, once. Raises ``RightMissing`` for what they may not read."""
    known = followable(obj._meta.label_lower)
    if known is None or not known.visible_to(actor).filter(pk=obj.pk).exists():
        raise RightMissing(_("You cannot follow what you may not read."))
    kind = ContentType.objects.get_for_model(obj)
    followed, _new = Follow.objects.get_or_create(user=actor, content_type=kind, object_id=obj.pk)
    return followed


def unfollow(obj, *, actor):
    """Take ``obj`` off what ``actor`` follows; it need not be there."""
    Follow.objects.of(obj).filter(user=actor).delete()


def pass_on(known: Followable, keys, *, person, to) -> set[int]:
    """Let ``to`` follow what ``person`` does of ``keys``, instead of them; returns the keys ``to`` may not read."""
    followed = Follow.objects.of_model(known.model).filter(user=person, object_id__in=keys)
    readable = known.visible_to(to).filter(pk__in=followed.values("object_id")).values_list("pk", flat=True)
    kind = ContentType.objects.get_for_model(known.model)
    rows = [Follow(user=to, content_type=kind, object_id=key) for key in readable]
    Follow.objects.bulk_create(rows, ignore_conflicts=True)
    followed.filter(object_id__in=[row.object_id for row in rows]).delete()
    return set(keys) - {row.object_id for row in rows}


@dataclass(frozen=True)
class FollowButton:
    """What the button on the page of an object shows. ``count`` is of all followers, for those who may know it."""

    label: str
    object_id: int
    is_followed: bool
    count: int | None = None


def button_for(obj, user) -> FollowButton | None:
    """The button of ``obj`` for ``user``, in one query; None where there is nothing to follow."""
    known = followable(obj._meta.label_lower)
    if known is None:
        return None
    found = Follow.objects.of(obj).aggregate(mine=Count("pk", filter=Q(user=user)), all=Count("pk"))
    count = found["all"] if user.has_perm(COUNT_FOLLOWERS) else None
    return FollowButton(known.label, obj.pk, bool(found["mine"]), count)


@dataclass(frozen=True)
class Followed:
    """One thing a person follows: what it is, since when, and what happened last since then (None: nothing).

    Who may not read its history is told nothing of it (``is_told``), not even whether something happened.
    """

    obj: Any
    kind: str
    since: datetime
    is_told: bool = False
    deed: Deed | None = None

    @property
    def label(self) -> str:
        return self.obj._meta.label_lower

    @property
    def title(self) -> str:
        return str(self.obj)

    @property
    def url(self) -> str:
        return self.obj.get_absolute_url()


def follows_of(user):
    """What ``user`` follows and may still read, newest first; the rest stays stored and is not told."""
    seen = Q(pk__in=[])
    for known in followables():
        rows = known.model._default_manager.visible_to(user).values("pk")
        of_model = Follow.objects.of_model(known.model).filter(user=user, object_id__in=rows)
        seen |= Q(pk__in=of_model.values("pk"))
    return Follow.objects.filter(seen, user=user)


def followed_by(user, *, first: int = 0, most: int = 50) -> list[Followed]:
    """The things ``user`` follows, newest first, from the ``first``-th; a constant number of queries.

    What a person may no longer read is left out, and what changed is told to those who may read its history.
    """
    follows = list(follows_of(user).select_related("content_type")[first : first + most])
    told = {known.label: _told(known, user, follows) for known in followables()}
    rows = [told[_label(each)].get(each.object_id) for each in follows]
    return [row for row in rows if row is not None]


def _told(known: Followable, user, follows) -> dict[int, Followed]:
    since = {each.object_id: each.created_at for each in follows if _label(each) == known.label}
    rows = known.visible_to(user).in_bulk(since) if since else {}
    readable = {key for key, row in rows.items() if user.has_perm(known.history_right, row)}
    deeds = newest_deeds(known.story, readable) if readable else {}
    kind = capfirst(known.model._meta.verbose_name)
    return {
        key: Followed(row, kind, since[key], key in readable, _if_later(deeds.get(key), since[key]))
        for key, row in rows.items()
    }


def _if_later(deed: Deed | None, instant: datetime) -> Deed | None:
    return deed if deed and deed.at > instant else None


def _label(follow: Follow) -> str:
    return f"{follow.content_type.app_label}.{follow.content_type.model}"
