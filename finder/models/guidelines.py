from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from core import history
from core.in_languages import english_or_swedish
from core.private_files import private_upload_path
from core.search_text import Searchable
from finder.guidelines.enums import Audience
from finder.guidelines.querysets import GuidelineFileQuerySet, GuidelineQuerySet
from mobility.models import Scheme


@history.track()
class Guideline(Searchable, models.Model):
    """A page that tells how something is done, with somebody who answers for it and a day on which it is read again.

    The texts are Markdown. Written by ``finder.guidelines.services`` alone; ``slug`` stays as it was first made.
    """

    title_en = models.CharField(_("title in English"), max_length=150)
    title_sv = models.CharField(_("title in Swedish"), max_length=150, blank=True)
    slug = models.SlugField(_("address"), max_length=80, unique=True, editable=False)
    summary_en = models.CharField(_("in one sentence, in English"), max_length=250)
    summary_sv = models.CharField(_("in one sentence, in Swedish"), max_length=250, blank=True)
    body_en = models.TextField(_("text in English"), max_length=20_000)
    body_sv = models.TextField(_("text in Swedish"), max_length=20_000, blank=True)
    audience = models.CharField(_("for whom"), max_length=10, choices=Audience, default=Audience.STUDENTS)
    scheme = models.ForeignKey(
        Scheme, models.SET_NULL, null=True, blank=True, related_name="guidelines", verbose_name=_("programme")
    )
    position = models.PositiveSmallIntegerField(_("place in lists"), default=100)
    is_published = models.BooleanField(_("shown on the public site"), default=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="guidelines", verbose_name=_("responsible unit"))
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="kept_guidelines",
        verbose_name=_("kept by"),
    )
    review_on = models.DateField(_("to be read again on"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = GuidelineQuerySet.as_manager()

    class Meta:
        verbose_name = _("guideline")
        verbose_name_plural = _("guidelines")
        ordering = ("audience", "position", "title_en")
        indexes = [*Searchable.Meta.indexes]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_published=False) | Q(review_on__isnull=False),
                name="guideline_is_read_again",
                violation_error_message=_("Say when somebody reads it again: what is shown must not grow old unseen."),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("site:guideline_detail", args=[self.pk])

    def unit_paths_of_rights(self):
        return [self.unit.path]

    @property
    def public_url(self) -> str:
        return reverse("finder:guideline", args=[self.slug])

    @property
    def title(self) -> str:
        return english_or_swedish(self.title_en, self.title_sv)

    @property
    def summary(self) -> str:
        return english_or_swedish(self.summary_en, self.summary_sv)

    @property
    def body(self) -> str:
        return english_or_swedish(self.body_en, self.body_sv)


@history.track()
class GuidelineFile(models.Model):
    """A form or a leaflet of a guideline; shown where the guideline is."""

    guideline = models.ForeignKey(Guideline, models.CASCADE, related_name="files", verbose_name=_("guideline"))
    title = models.CharField(_("title"), max_length=150)
    language = models.CharField(
        _("language"), max_length=5, blank=True, choices=[("", _("Any language")), *settings.LANGUAGES], default=""
    )
    file = models.FileField(_("file"), upload_to=private_upload_path, max_length=255)
    original_name = models.CharField(_("file name"), max_length=200, editable=False)
    content_type = models.CharField(max_length=100, editable=False)
    size = models.PositiveBigIntegerField(default=0, editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="kept_guideline_files",
        verbose_name=_("kept by"),
    )
    review_on = models.DateField(_("to be read again on"))
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = GuidelineFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of a guideline")
        verbose_name_plural = _("files of guidelines")
        ordering = ("title", "pk")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("site:guideline_file_review", args=[self.pk])

    def unit_paths_of_rights(self):
        return self.guideline.unit_paths_of_rights()

    @property
    def public_url(self) -> str:
        return reverse("finder:guideline_file", args=[self.pk])
