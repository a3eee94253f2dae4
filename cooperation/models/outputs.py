"""What came out of an activity, and what shows that it was."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cooperation.activities.doi import PATTERN, address_of, check_doi
from cooperation.activities.enums import EvidenceKind, OutputKind, Readers
from cooperation.activities.querysets import EvidenceQuerySet, OfActivityQuerySet
from cooperation.models.activities import Activity
from core import history
from core.private_files import private_upload_path


@history.track()
class Output(models.Model):
    """A result of an activity. ``doi`` is bare and in lower case, as ``cooperation.activities.doi`` writes it."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="outputs", verbose_name=_("activity"))
    kind = models.CharField(_("kind"), max_length=15, choices=OutputKind, default=OutputKind.PUBLICATION)
    title = models.CharField(_("title"), max_length=300)
    authors = models.CharField(_("authors"), max_length=500, blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    published_in = models.CharField(_("published in"), max_length=300, blank=True)
    doi = models.CharField(_("DOI"), max_length=200, blank=True, validators=[check_doi])
    link = models.URLField(_("link"), max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("result of an activity")
        verbose_name_plural = _("results of activities")
        ordering = ("-year", "title", "pk")
        indexes = [models.Index(fields=["doi"], condition=~Q(doi=""), name="output_by_doi")]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "doi"],
                condition=~Q(doi=""),
                name="output_doi_once",
                violation_error_message=_("The activity has this publication already."),
            ),
            models.CheckConstraint(
                condition=Q(doi="") | Q(doi__regex=PATTERN),
                name="output_doi_is_one",
                violation_error_message=_("This is no DOI."),
            ),
        ]

    def __str__(self):
        return self.title

    def unit_paths_of_rights(self):
        return self.activity.unit_paths_of_rights()

    @property
    def address(self) -> str:
        """Where the reader finds it: by its DOI, else by its link."""
        return address_of(self.doi) or self.link


@history.track()
class ActivityDocument(models.Model):
    """A private file that shows what was planned or done; never public."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="documents", verbose_name=_("activity"))
    kind = models.CharField(_("kind"), max_length=15, choices=EvidenceKind, default=EvidenceKind.OTHER)
    title = models.CharField(_("title"), max_length=200)
    readers = models.CharField(_("who may read it"), max_length=10, choices=Readers, default=Readers.KEEPERS)
    file = models.FileField(_("file"), upload_to=private_upload_path, max_length=255)
    original_name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(max_length=100, editable=False)
    size = models.PositiveBigIntegerField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("document of an activity")
        verbose_name_plural = _("documents of activities")
        ordering = ("-uploaded_at", "-pk")

    def __str__(self):
        return self.title

    def unit_paths_of_rights(self):
        return self.activity.unit_paths_of_rights()
