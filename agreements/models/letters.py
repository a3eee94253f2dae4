"""The office's own Word templates, in versions, and what each of them is for."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agreements.enums import LetterPurpose
from agreements.querysets import LetterTemplateQuerySet
from core import history
from core.private_files import private_upload_path
from reference.models import Language


@history.track()
class LetterTemplate(models.Model):
    """A template of the office for one purpose in one language; its files are its versions.

    Written by ``services.letters`` alone. A retired one writes no more letters and stays for history.
    """

    name = models.CharField(_("name"), max_length=150)
    purpose = models.CharField(_("what it is for"), max_length=20, choices=LetterPurpose)
    language = models.ForeignKey(Language, models.PROTECT, related_name="+", verbose_name=_("language of the letter"))
    description = models.CharField(_("when to use it"), max_length=300, blank=True)
    retired_on = models.DateField(_("retired on"), null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = LetterTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter template")
        verbose_name_plural = _("letter templates")
        ordering = ("purpose", "name", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["name", "language"],
                condition=models.Q(retired_on__isnull=True),
                name="letter_template_name_once",
                violation_error_message=_("There is a template of this name in this language."),
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("agreements:letter_template_detail", args=[self.pk])

    @property
    def current(self) -> "LetterTemplateVersion":
        """The newest version (from the prefetched rows, where there are any)."""
        return self.versions.all()[0]


@history.track(exclude=("uploaded_by", "uploaded_at"))
class LetterTemplateVersion(models.Model):
    """One uploaded Word file of a template, read and found harmless: its placeholders are all known."""

    template = models.ForeignKey(
        LetterTemplate, models.CASCADE, related_name="versions", verbose_name=_("letter template")
    )
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    file = models.FileField(_("file"), upload_to=private_upload_path, max_length=255)
    original_name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    placeholders = ArrayField(models.CharField(max_length=60), default=list, blank=True, verbose_name=_("placeholders"))
    note = models.CharField(_("why this version"), max_length=300, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("version of a letter template")
        verbose_name_plural = _("versions of letter templates")
        ordering = ("-version",)
        constraints = [models.UniqueConstraint(fields=["template", "version"], name="letter_template_version_once")]

    def __str__(self):
        return f"{self.template} · {self.version}"
