"""What a dialogue or a review found."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core import history
from quality.enums import FindingCategory, FindingKind
from quality.models.follow_ups import FollowUp
from quality.models.process_parts import Criterion
from quality.models.reviews import Reviewer
from quality.querysets import OfFollowUpQuerySet


@history.track()
class Finding(models.Model):
    """A commendation, recommendation or requirement, and what the university answers. Written by ``quality.findings``.

    ``no_action_because`` says why a recommendation leads to nothing; else it asks for an action.
    """

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="findings")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=15, choices=FindingKind, default=FindingKind.RECOMMENDATION)
    category = models.CharField(_("about"), max_length=15, choices=FindingCategory, default=FindingCategory.DEVELOPMENT)
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, null=True, blank=True, related_name="findings", verbose_name=_("criterion")
    )
    text = models.TextField(_("finding"), max_length=4000)
    reviewer = models.ForeignKey(
        Reviewer, models.SET_NULL, null=True, blank=True, related_name="findings", verbose_name=_("made by")
    )
    response = models.TextField(_("answer"), max_length=4000, blank=True)
    no_action_because = models.CharField(_("why nothing is done"), max_length=500, blank=True)
    year_later = models.TextField(_("what has become of it after one year"), max_length=4000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OfFollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ("follow_up", "number")
        constraints = [models.UniqueConstraint(fields=["follow_up", "number"], name="finding_number_once")]

    def __str__(self):
        return self.text[:80]

    @property
    def kind_tone(self) -> str:
        return FindingKind(self.kind).tone
