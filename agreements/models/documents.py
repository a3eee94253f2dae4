import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.enums import DocumentKind, Visibility
from agreements.models.agreements import Agreement
from agreements.querysets import DocumentQuerySet
from core import history
from core.private_files import is_shown_inline, private_upload_path
from reference.models import Language


@history.track(exclude=("series", "is_current"))
class Document(models.Model):
    """One version of a private file of an agreement; all versions of a document share its ``series``.

    Written by ``services.documents`` alone. The newest version is the current one: it alone is shared beyond those
    who keep the agreement, published, reviewed and described anew. The earlier ones stay as they were.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="documents")
    file = models.FileField(_("file"), upload_to=private_upload_path, max_length=255)
    original_name = models.CharField(_("file name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=DocumentKind, default=DocumentKind.OTHER)
    title = models.CharField(_("title"), max_length=200)
    language = models.ForeignKey(
        Language, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("language")
    )
    visibility = models.CharField(_("who may read it"), max_length=10, choices=Visibility, default=Visibility.OFFICE)
    series = models.UUIDField(default=uuid.uuid4, editable=False)
    version = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)
    is_current = models.BooleanField(default=True, editable=False)
    version_note = models.CharField(_("why this version"), max_length=300, blank=True)
    review_on = models.DateField(_("review on"), null=True, blank=True)
    content_type = models.CharField(max_length=100, editable=False)
    size = models.PositiveBigIntegerField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ("-uploaded_at", "-pk")
        indexes = [
            models.Index(fields=["review_on", "id"], name="document_by_review", condition=Q(review_on__isnull=False))
        ]
        constraints = [
            models.UniqueConstraint(fields=["series", "version"], name="document_version_once"),
            models.UniqueConstraint(fields=["series"], condition=Q(is_current=True), name="document_one_current"),
        ]

    def __str__(self):
        return self.title

    @property
    def is_shown(self) -> bool:
        """Whether a browser may show it by itself; every other file is for saving only."""
        return is_shown_inline(self.content_type)
