"""What shows that something is so: files and links, looked at again by a day."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import history
from core.private_files import private_upload_path
from quality.models.actions import Action
from quality.models.follow_ups import FollowUp
from quality.querysets import EvidenceQuerySet


@history.track()
class Evidence(models.Model):
    """A file or a link that shows something, of a follow-up or of an action; read again by ``review_on``.

    Reviewers from outside read what is kept ``for_reviewers`` in their review, and nothing else.
    """

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, null=True, blank=True, related_name="evidence")
    action = models.ForeignKey(Action, models.CASCADE, null=True, blank=True, related_name="evidence")
    title = models.CharField(_("title"), max_length=200)
    link = models.URLField(_("link"), max_length=500, blank=True)
    file = models.FileField(_("file"), upload_to=private_upload_path, max_length=255, blank=True)
    original_name = models.CharField(_("file name"), max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True, editable=False)
    size = models.PositiveBigIntegerField(default=0, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    for_reviewers = models.BooleanField(_("read by the reviewers"), default=False)
    review_on = models.DateField(_("to be reviewed on"), null=True, blank=True)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="kept_evidence",
        verbose_name=_("kept by"),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("piece of evidence")
        verbose_name_plural = _("evidence")
        ordering = ("-created_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(follow_up__isnull=False, action__isnull=True)
                | Q(follow_up__isnull=True, action__isnull=False),
                name="evidence_of_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(link="", file=""),
                name="evidence_is_something",
                violation_error_message=_("Give a file or a link."),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def about(self):
        """The follow-up or the action it belongs to."""
        return self.action or self.follow_up

    @property
    def review(self) -> FollowUp | None:
        """The external review it belongs to, itself or by its action."""
        follow_up = self.action.follow_up if self.action else self.follow_up
        return follow_up if follow_up and follow_up.is_review else None

    def unit_paths_of_rights(self):
        return self.about.unit_paths_of_rights()

    def people_of_rights(self, right: str) -> set[int]:
        return self.about.people_of_rights(right) | ({self.kept_by_id} - {None})
