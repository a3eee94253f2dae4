"""The checklist of a stay and its papers (KA131-50, 62)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import history
from core.private_files import is_shown_inline, private_upload_path
from mobility.checklist.enums import Anchor, Fulfilment, PaperKind
from mobility.checklist.querysets import StayStepQuerySet
from mobility.enums import Activity, Direction
from mobility.learning.querysets import OfStayQuerySet
from mobility.models.mobilities import Mobility
from mobility.models.schemes import Scheme
from reference.models import NamedInTwoLanguages, ReferenceRow


@history.track()
class StepKind(NamedInTwoLanguages, ReferenceRow):
    """A line of the checklist: which stays it is for and when it is due. Supplied, edited by administrators.

    Without activities it is for all; ``rules`` names the programme it belongs to, "" for every scheme. It is due
    ``offset_days`` after ``anchor`` (before it, where negative).
    """

    code = models.SlugField(_("code"), max_length=40, unique=True)
    position = models.PositiveSmallIntegerField(_("place in the order"), default=100)
    directions = ArrayField(
        models.CharField(max_length=10, choices=Direction), default=list, verbose_name=_("directions")
    )
    activities = ArrayField(
        models.CharField(max_length=25, choices=Activity), default=list, blank=True, verbose_name=_("activities")
    )
    schemes = ArrayField(
        models.CharField(max_length=20),
        default=list,
        blank=True,
        verbose_name=_("codes of schemes"),
        help_text=_("Left empty, it is for every scheme."),
    )
    longer_than_days = models.PositiveSmallIntegerField(_("only for stays of more days than"), null=True, blank=True)
    anchor = models.CharField(_("counted from"), max_length=10, choices=Anchor, default=Anchor.START)
    offset_days = models.SmallIntegerField(_("days after it (before: negative)"), default=0)
    fulfilled_by = models.CharField(_("ticked off by"), max_length=20, choices=Fulfilment, blank=True)
    rule = models.CharField(_("rule"), max_length=20, blank=True)
    is_asked = models.BooleanField(_("asked of new stays"), default=True)

    class Meta:
        verbose_name = _("step of the checklist")
        verbose_name_plural = _("steps of the checklist")
        ordering = ("position", "code")

    def __str__(self):
        return self.name

    def is_for(self, stay: Mobility, scheme: Scheme) -> bool:
        """Whether the stay needs it, by its kind, direction, scheme and length in days."""
        days = (stay.ends_on - stay.starts_on).days + 1
        return (
            self.is_asked
            and stay.direction in self.directions
            and (not self.activities or stay.activity in self.activities)
            and (not self.schemes or scheme.code in self.schemes)
            and (self.longer_than_days is None or days > self.longer_than_days)
        )


@history.track()
class StayDocument(models.Model):
    """A private file of a stay. Written by ``checklist.documents`` alone."""

    mobility = models.ForeignKey(Mobility, models.CASCADE, related_name="documents")
    kind = models.CharField(_("kind"), max_length=20, choices=PaperKind, default=PaperKind.OTHER)
    title = models.CharField(_("title"), max_length=200)
    file = models.FileField(_("file"), upload_to=private_upload_path, max_length=255)
    original_name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(max_length=100, editable=False)
    size = models.PositiveBigIntegerField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)

    objects = OfStayQuerySet.as_manager()

    class Meta:
        verbose_name = _("document of a stay")
        verbose_name_plural = _("documents of stays")
        ordering = ("-uploaded_at", "-pk")

    def __str__(self):
        return self.title

    @property
    def is_shown(self) -> bool:
        """Whether a browser may show it by itself."""
        return is_shown_inline(self.content_type)


@history.track(exclude=("due_on",))
class StayStep(models.Model):
    """One thing to do for one stay: open, done on a day, or not needed for a reason. Written by ``checklist`` alone.

    ``due_on`` follows from the stay's days and the kind, unless somebody set ``own_due_on``; it is kept as a column
    so that the dates of all stays are found by an index.
    """

    mobility = models.ForeignKey(Mobility, models.CASCADE, related_name="steps")
    kind = models.ForeignKey(StepKind, models.PROTECT, related_name="+", verbose_name=_("step"))
    due_on = models.DateField(_("due on"), editable=False)
    own_due_on = models.DateField(_("another day"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    not_needed_because = models.CharField(_("why it is not needed"), max_length=300, blank=True)
    document = models.ForeignKey(
        StayDocument, models.SET_NULL, null=True, blank=True, related_name="steps", verbose_name=_("document")
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = StayStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of a stay")
        verbose_name_plural = _("steps of stays")
        ordering = ("kind__position", "kind__code")
        indexes = [
            models.Index(
                fields=["due_on", "id"],
                name="stay_step_open_by_day",
                condition=Q(done_on__isnull=True, not_needed_because=""),
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["mobility", "kind"], name="stay_step_once"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(not_needed_because=""), name="stay_step_done_or_not_needed"
            ),
        ]

    def __str__(self):
        return str(self.kind)

    @property
    def is_open(self) -> bool:
        return self.done_on is None and not self.not_needed_because
