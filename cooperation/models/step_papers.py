from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.models.proposals import ConsortiumMember, ProposalStep
from cooperation.proposals.querysets import StepPaperQuerySet
from core import history
from core.private_files import private_upload_path


@history.track()
class StepPaper(models.Model):
    """A private file kept at a step of a proposal, mostly the signed one: the letter of support, the final draft.

    A mandate names its ``member``. Written by ``cooperation.proposals.papers``; never public, and not read by those
    who read the proposal only because it was handed in.
    """

    step = models.ForeignKey(ProposalStep, models.CASCADE, related_name="papers", verbose_name=_("step"))
    member = models.ForeignKey(
        ConsortiumMember,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="papers",
        verbose_name=_("whose mandate"),
    )
    file = models.FileField(_("file"), upload_to=private_upload_path, max_length=255)
    original_name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(max_length=100, editable=False)
    size = models.PositiveBigIntegerField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)

    objects = StepPaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper of a proposal")
        verbose_name_plural = _("papers of proposals")
        ordering = ("-uploaded_at", "-pk")

    def __str__(self):
        return self.original_name
