"""Comments and who is addressed in them; written by ``core.comments.services`` alone."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import history
from core.comments.querysets import TIME_TO_CHANGE, CommentQuerySet, MentionQuerySet, SilenceQuerySet

LONGEST = 5000


@history.track(exclude=("text",))
class Comment(models.Model):
    """What one colleague said about an object. Taken away, it leaves a trace without its words.

    Its words are no part of history: what was taken away is gone. An internal one is read by those alone who keep the
    object, whatever becomes of it (``core.comments.registry``).
    """

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="comments", verbose_name=_("author")
    )
    text = models.TextField(_("comment"), max_length=LONGEST, blank=True)
    is_internal = models.BooleanField(_("only for those who keep it"), default=False)
    created_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    edited_at = models.DateTimeField(_("changed"), null=True, editable=False)
    removed_at = models.DateTimeField(_("removed"), null=True, editable=False)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("removed by")
    )
    removal_reason = models.CharField(_("why it was removed"), max_length=2000, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ("created_at", "pk")
        indexes = [models.Index(fields=["content_type", "object_id", "created_at"], name="comment_by_object")]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | Q(text=""), name="comment_removed_without_its_words"
            ),
            models.CheckConstraint(condition=Q(removed_at__isnull=False) | ~Q(text=""), name="comment_says_something"),
        ]

    def __str__(self):
        return f"{self.author or ''} {self.created_at:%Y-%m-%d}"

    @property
    def label(self) -> str:
        """The model of what it is about, as addresses call it."""
        return f"{self.content_type.app_label}.{self.content_type.model}"

    @property
    def anchor(self) -> str:
        """Its place on the page of the object."""
        return f"comment-{self.pk}"

    @property
    def is_removed(self) -> bool:
        return self.removed_at is not None

    @property
    def was_removed_by_its_author(self) -> bool:
        return self.is_removed and self.removed_by_id == self.author_id and not self.removal_reason

    def may_be_changed_by(self, user) -> bool:
        """Its author, for a quarter of an hour."""
        is_fresh = self.created_at > timezone.now() - TIME_TO_CHANGE
        return not self.is_removed and self.author_id == user.pk and is_fresh


class Silence(models.Model):
    """That a person does not want to be told when comments on an object address them."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SilenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("thread nobody is told of")
        verbose_name_plural = _("threads nobody is told of")
        constraints = [models.UniqueConstraint(fields=["person", "content_type", "object_id"], name="silence_once")]

    def __str__(self):
        return f"{self.content_type_id}:{self.object_id}"


class Mention(models.Model):
    """That a comment addresses a colleague: open until they tick it off or answer; ``written`` is how they are named.

    ``instead_of`` is whom the comment names, where the mention was handed over.
    """

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="mentions")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mentions", verbose_name=_("person")
    )
    written = models.CharField(max_length=300)
    instead_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    told_at = models.DateTimeField(null=True, editable=False)
    settled_at = models.DateTimeField(null=True, editable=False)

    objects = MentionQuerySet.as_manager()

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        ordering = ("-created_at", "-pk")
        indexes = [models.Index(fields=["person"], name="mention_open", condition=Q(settled_at__isnull=True))]
        constraints = [models.UniqueConstraint(fields=["comment", "person"], name="mention_once")]

    def __str__(self):
        return self.written
