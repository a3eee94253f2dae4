"""Every write to comments and mentions."""

from collections.abc import Collection

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.comments.mentions import Named, people_named
from core.comments.models import LONGEST, Comment, Mention, Silence
from core.comments.registry import commentable, may_see
from core.errors import PortalError, RightMissing

WRITE = "core.comment"
REMOVE = "core.remove_comment"

history.describe("comment.write", gettext_noop("wrote a comment"))
history.describe("comment.edit", gettext_noop("changed a comment"))
history.describe("comment.remove", gettext_noop("removed a comment"))


@transaction.atomic
def write_comment(obj, *, actor, text: str, is_internal: bool = False) -> Comment:
    """What ``actor`` says about ``obj``; whoever is addressed is told, and what addressed ``actor`` here is answered.

    ``is_internal``: only to those who keep it, for good. Raises ``RightMissing``, and ``ValidationError`` for a text
    that is empty, too long, or addresses somebody who cannot be addressed here.
    """
    _require_to_comment(obj, actor, is_internal=is_internal)
    text = _checked(text)
    named = _checked_people(text, obj, is_internal=is_internal)
    kind = ContentType.objects.get_for_model(obj)
    said = {"text": text, "is_internal": is_internal}
    with history.action("comment.write", actor=actor):
        comment = Comment.objects.create(content_type=kind, object_id=obj.pk, author=actor, **said)
    _note_people(comment, named)
    _settle(Mention.objects.filter(person=actor, comment__in=Comment.objects.of(obj)))
    return comment


@transaction.atomic
def edit_comment(comment: Comment, *, actor, text: str) -> Comment:
    """Other words for one's own comment, for a quarter of an hour; who is addressed by them only now is told now."""
    locked = _lock(comment)
    obj = _object_of(locked, actor)
    _require_to_comment(obj, actor)
    if locked.author_id != actor.pk:
        raise RightMissing(_("Only who wrote a comment may change it."))
    if not locked.may_be_changed_by(actor):
        raise PortalError(_("A comment can be changed for 15 minutes. Write another one to add something."))
    text = _checked(text)
    named = _checked_people(text, obj, is_internal=locked.is_internal)
    if text == locked.text:
        return locked
    locked.text, locked.edited_at = text, timezone.now()
    with history.action("comment.edit", actor=actor):
        locked.save(update_fields=["text", "edited_at"])
    locked.mentions.exclude(person__in=[each.person.pk for each in named]).delete()
    _note_people(locked, named)
    return locked


@transaction.atomic
def remove_comment(comment: Comment, *, actor, reason: str = "") -> Comment:
    """Take the words of a comment away: one's own, or with the right to and a ``reason`` anybody's. A trace remains."""
    locked = _lock(comment)
    _object_of(locked, actor)
    is_own, reason = locked.author_id == actor.pk, reason.strip()
    if not (is_own or actor.has_perm(REMOVE)):
        raise RightMissing(_("You do not have the right to remove what others wrote."))
    if locked.is_removed:
        raise PortalError(_("This comment has been removed already."))
    if not (is_own or reason):
        raise ValidationError({"note": _("Please say why in a few words.")})
    locked.text, locked.removed_at, locked.removed_by = "", timezone.now(), actor
    locked.removal_reason = "" if is_own else reason
    with history.action("comment.remove", actor=actor, note=locked.removal_reason):
        locked.save(update_fields=["text", "removed_at", "removed_by", "removal_reason"])
    locked.mentions.all().delete()
    return locked


def settle_mention(mention: Mention, *, actor):
    """Tick off that ``actor`` has read it; doing so twice changes nothing."""
    if mention.person_id != actor.pk:
        raise RightMissing(_("Only who is addressed can tick it off."))
    _settle(Mention.objects.filter(pk=mention.pk))


def silence_thread(obj, *, actor):
    """Comments on ``obj`` that address ``actor`` are told neither on the desk nor by mail; they stay to be read."""
    _require_to_see(obj, actor)
    kind = ContentType.objects.get_for_model(obj)
    Silence.objects.get_or_create(person=actor, content_type=kind, object_id=obj.pk)


def hear_thread(obj, *, actor):
    """Take the silence back: what addressed ``actor`` meanwhile and is still open is told again."""
    _require_to_see(obj, actor)
    Silence.objects.of(obj).filter(person=actor).delete()


def unheard_people(comment: Comment) -> list[str]:
    """Names of those whom ``comment`` addresses and who do not want to be told of its thread."""
    addressed = comment.mentions.select_related("person").order_by("pk")
    silent = Silence.objects.filter(content_type=comment.content_type_id, object_id=comment.object_id)
    people = set(silent.values_list("person", flat=True))
    return [mention.person.name for mention in addressed if mention.person_id in people]


def note_told(mentions: Collection[int]):
    """A mail has told of these."""
    Mention.objects.filter(pk__in=mentions).update(told_at=timezone.now())


def pass_on_mentions(keys: Collection[int], *, person, to) -> set[int]:
    """Open mentions of ``person`` become ``to``'s, who is told of them; returns the keys of those that stay.

    They stay where ``to`` may not read the comment. Where the comment addresses ``to`` as well, one is enough.
    """
    passed = set()
    readable = Comment.objects.visible_to(to).order_by().values("pk")
    for mention in Mention.objects.open().select_for_update().filter(pk__in=keys, person=person, comment__in=readable):
        passed.add(mention.pk)
        if Mention.objects.filter(comment=mention.comment_id, person=to).exists():
            mention.settled_at = timezone.now()
            mention.save(update_fields=["settled_at"])
            continue
        first = mention.instead_of_id or person.pk
        mention.person, mention.told_at = to, None
        mention.instead_of_id = None if first == to.pk else first
        mention.save(update_fields=["person", "told_at", "instead_of"])
    return set(keys) - passed


def _lock(comment: Comment) -> Comment:
    return Comment.objects.select_for_update(of=("self",)).select_related("content_type").get(pk=comment.pk)


def _object_of(comment: Comment, actor):
    known = commentable(comment.label)
    obj = known.visible_to(actor).filter(pk=comment.object_id).first() if known else None
    if obj is None:
        raise RightMissing(_("You may not read what this comment is about."))
    return obj


def _require_to_see(obj, actor):
    if commentable(obj._meta.label_lower) is None or not may_see(actor, obj):
        raise RightMissing(_("You may not read what this comment is about."))


def _require_to_comment(obj, actor, *, is_internal: bool = False):
    known = commentable(obj._meta.label_lower)
    if known is None or not actor.has_perm(WRITE) or not may_see(actor, obj):
        raise RightMissing(_("You do not have the right to comment here."))
    if is_internal and not known.may_write_inside(actor, obj):
        raise RightMissing(_("Only those who keep it write comments for each other alone."))


def _checked(text: str) -> str:
    text = text.strip()
    if not text:
        raise ValidationError({"text": _("Write something first.")})
    if len(text) > LONGEST:
        words = {"most": LONGEST, "count": len(text)}
        raise ValidationError({"text": _("A comment has at most %(most)d characters; these are %(count)d.") % words})
    return text


def _checked_people(text: str, obj, *, is_internal: bool) -> list[Named]:
    try:
        return people_named(text, obj, is_internal=is_internal)
    except ValidationError as error:
        raise ValidationError({"text": error.messages}) from error


def _note_people(comment: Comment, named: list[Named]):
    Mention.objects.bulk_create(
        (
            Mention(comment=comment, person=each.person, written=each.written)
            for each in named
            if each.person.pk != comment.author_id
        ),
        ignore_conflicts=True,
    )


def _settle(mentions):
    mentions.filter(settled_at__isnull=True).update(settled_at=timezone.now())
