"""External reviews: who reviews, the self-evaluation, and what the university answers (QA-02)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import history
from core.one_act_links import TOKEN_LENGTH
from core.private_files import private_upload_path
from quality.enums import ReviewerRole, ReviewerState
from quality.models.follow_ups import FollowUp
from quality.models.process_parts import Criterion
from quality.querysets import OfFollowUpQuerySet


@history.track()
class Review(models.Model):
    """What an external review has beside any follow-up. Written by ``quality.reviews`` alone."""

    follow_up = models.OneToOneField(FollowUp, models.CASCADE, related_name="review")
    visit_on = models.DateField(_("first day of the visit"), null=True, blank=True)
    self_evaluation_sent_on = models.DateField(_("self-evaluation given to the reviewers on"), null=True, blank=True)
    report_received_on = models.DateField(_("report received on"), null=True, blank=True)
    report_summary = models.TextField(_("what the reviewers sum up"), max_length=20_000, blank=True)
    report = models.FileField(_("report"), upload_to=private_upload_path, max_length=255, blank=True)
    report_name = models.CharField(_("file name"), max_length=200, blank=True)
    report_type = models.CharField(max_length=100, blank=True, editable=False)
    responded_on = models.DateField(_("answered on"), null=True, blank=True)
    response = models.TextField(_("the university’s answer as a whole"), max_length=20_000, blank=True)
    groups_not_met_because = models.CharField(_("why not every group was met"), max_length=500, blank=True)
    year_later_on = models.DateField(_("followed up one year later on"), null=True, blank=True)
    year_later = models.TextField(_("what has become of it after one year"), max_length=20_000, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OfFollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("external review")
        verbose_name_plural = _("external reviews")

    def __str__(self):
        return str(self.follow_up)


@history.track(exclude=("nonce", "token_hash"))
class Reviewer(models.Model):
    """Somebody from outside who reviews: invited by mail, with an account that sees this review alone.

    The invitation is an address of one act (``core.one_act_links``). Who states a conflict of interest takes no part.
    """

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="reviewers")
    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail address"))
    affiliation = models.CharField(_("comes from"), max_length=200, blank=True)
    role = models.CharField(_("role"), max_length=10, choices=ReviewerRole, default=ReviewerRole.PEER)
    state = models.CharField(
        _("state"), max_length=12, choices=ReviewerState, default=ReviewerState.NAMED, editable=False
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="reviewing", editable=False
    )
    nonce = models.CharField(max_length=64, blank=True, editable=False)
    token_hash = models.CharField(max_length=TOKEN_LENGTH, blank=True, db_index=True, editable=False)
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True, editable=False)
    expires_at = models.DateTimeField(_("the invitation ends"), null=True, blank=True, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)
    conflict = models.TextField(_("conflict of interest"), max_length=2000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OfFollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("reviewer")
        verbose_name_plural = _("reviewers")
        ordering = ("follow_up", "name")
        constraints = [
            models.UniqueConstraint(
                fields=["follow_up", "email"],
                condition=~Q(state=ReviewerState.REMOVED),
                name="reviewer_once",
                violation_error_message=_("This person is a reviewer already."),
            )
        ]

    def __str__(self):
        return self.name

    @property
    def state_tone(self) -> str:
        return ReviewerState(self.state).tone

    @property
    def is_waiting(self) -> bool:
        """Whether an invitation can be sent, or sent again."""
        return self.state in ReviewerState.waiting


@history.track()
class SelfEvaluationSection(models.Model):
    """What the unit says of itself on one criterion; "" ``criterion``: the introduction."""

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="self_evaluation")
    criterion = models.ForeignKey(Criterion, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(_("text"), max_length=40_000, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OfFollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("section of a self-evaluation")
        verbose_name_plural = _("sections of self-evaluations")
        ordering = ("criterion__position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["follow_up", "criterion"], nulls_distinct=False, name="self_evaluation_section_once"
            )
        ]

    def __str__(self):
        return str(self.criterion or _("Introduction"))
