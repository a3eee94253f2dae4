from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import history
from core.bulk.models import BulkEdit, BulkRow  # noqa: F401 (models of this app)
from core.comments.models import Comment, Mention, Silence  # noqa: F401 (models of this app)
from core.enums import ImportState, JobState
from core.private_files import private_upload_path
from core.querysets import FollowQuerySet, SavedViewQuerySet
from core.tags.models import Tag  # noqa: F401 (a model of this app)


class Job(models.Model):
    """Long work of the worker, with progress a page can show. Written by ``core.jobs`` alone."""

    kind = models.CharField(_("kind"), max_length=50)
    state = models.CharField(_("state"), max_length=10, choices=JobState, default=JobState.QUEUED)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="jobs")
    done_count = models.PositiveIntegerField(default=0)
    total_count = models.PositiveIntegerField(null=True)
    message = models.TextField(_("message"), blank=True)
    result = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ("-created_at",)

    def __str__(self):
        return f"{self.kind} {self.pk}"

    @property
    def percent(self) -> int:
        return min(100, round(100 * self.done_count / self.total_count)) if self.total_count else 0


class MappingProfile(models.Model):
    """How the columns and values of one source's spreadsheets are understood, kept for the next time.

    ``headings`` are those of the file it was made for, by which the next one is recognised. Written by
    ``core.imports.profiles`` alone; its maker's own, or everyone's who may make this import.
    """

    importer = models.CharField(max_length=30)
    name = models.CharField(_("name"), max_length=100)
    mapping = models.JSONField(default=dict)
    headings = models.JSONField(default=list, blank=True)
    is_shared = models.BooleanField(_("for the whole office"), default=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("mapping profile")
        verbose_name_plural = _("mapping profiles")
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(
                fields=["importer", "name"], condition=models.Q(is_shared=True), name="mapping_profile_shared_once"
            ),
            models.UniqueConstraint(
                fields=["importer", "name", "created_by"],
                condition=models.Q(is_shared=False),
                name="mapping_profile_own_once",
            ),
        ]

    def __str__(self):
        return self.name


@history.track(exclude=("report",))
class ImportRun(models.Model):
    """One spreadsheet on its way in: uploaded, mapped, rehearsed, confirmed, imported."""

    importer = models.CharField(max_length=30)
    file = models.FileField(upload_to=private_upload_path, max_length=255)
    original_name = models.CharField(_("file name"), max_length=200)
    mapping = models.JSONField(default=dict, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=ImportState, default=ImportState.UPLOADED)
    report = models.JSONField(default=dict, blank=True)
    refused_file = models.FileField(upload_to=private_upload_path, max_length=255, blank=True)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="import_runs")
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ("-created_at",)

    def __str__(self):
        return self.original_name


@history.track()
class Page(models.Model):
    """A text of the house that an administrator edits: the accessibility statement, the privacy notice."""

    slug = models.SlugField(_("address"), max_length=50)
    language = models.CharField(_("language"), max_length=5, choices=[("en", "English"), ("sv", "Svenska")])
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"), help_text=_("Markdown: headings, lists, links. HTML is shown as text."))
    reviewed_on = models.DateField(_("last reviewed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ("slug", "language")
        constraints = [models.UniqueConstraint(fields=["slug", "language"], name="page_once_a_language")]

    def __str__(self):
        return self.title


class ShortcomingReport(models.Model):
    """What somebody could not read or use on the site (LG-01), to be answered by the office."""

    page_address = models.CharField(_("page"), max_length=500, blank=True)
    text = models.TextField(_("what does not work"))
    reply_to = models.EmailField(_("e-mail address for an answer"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("report of a shortcoming")
        verbose_name_plural = _("reports of shortcomings")
        ordering = ("-created_at",)

    def __str__(self):
        return self.text[:80]


class SavedView(models.Model):
    """A filter of a list that a person keeps as a tab. ``query`` is the query string of its address.

    ``audience`` (``core.audiences``) are those who have the tab too; ``is_default``: the owner's list opens with it.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    list_name = models.CharField(max_length=50)
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=2000)
    audience = models.CharField(_("shared with"), max_length=20, blank=True)
    is_default = models.BooleanField(_("the list opens with it"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(fields=["owner", "list_name", "name"], name="saved_view_once"),
            models.UniqueConstraint(
                fields=["owner", "list_name"], condition=models.Q(is_default=True), name="saved_view_one_default"
            ),
        ]

    def __str__(self):
        return self.name


class Follow(models.Model):
    """That a person wants to see what happens to an object they do not keep. Written by ``core.following`` alone.

    It stays when the person may no longer read the object, and shows nothing of it then.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows")
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    objects = FollowQuerySet.as_manager()

    class Meta:
        verbose_name = _("followed object")
        verbose_name_plural = _("followed objects")
        ordering = ("-created_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "user"], name="follow_once"),
        ]

    def __str__(self):
        return f"{self.user_id}: {self.content_type_id} {self.object_id}"
