"""That the office went past a restriction for one plan or one activity, with its reason."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cooperation.activities.querysets import OverrideQuerySet
from cooperation.models.activities import Activity
from cooperation.models.plans import WorkPlan
from core import history
from partners.merge_trigger import LeadsToSurvivor
from partners.models import Institution


@history.track()
class RestrictionOverride(models.Model):
    """The office let one plan or activity go on with a partner under restriction (DD-06), and said why.

    It holds for that plan or activity alone; ``restriction`` is the reason against it as it was worded then.
    """

    plan = models.ForeignKey(WorkPlan, models.CASCADE, null=True, blank=True, related_name="overrides", editable=False)
    activity = models.ForeignKey(
        Activity, models.CASCADE, null=True, blank=True, related_name="overrides", editable=False
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="cooperation_overrides", verbose_name=_("partner"), editable=False
    )
    restriction = models.TextField(_("restriction"), max_length=2000, editable=False)
    reason = models.TextField(_("reason"), max_length=2000)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by"), editable=False
    )
    given_by_name = models.CharField(_("by"), max_length=200, editable=False)
    given_at = models.DateTimeField(_("on"), auto_now_add=True)

    objects = OverrideQuerySet.as_manager()

    class Meta:
        verbose_name = _("restriction overridden")
        verbose_name_plural = _("restrictions overridden")
        ordering = ("-given_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(plan__isnull=False, activity__isnull=True) | Q(plan__isnull=True, activity__isnull=False),
                name="override_concerns_one",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="override_has_a_reason"),
            models.UniqueConstraint(
                fields=["plan", "institution"], condition=Q(plan__isnull=False), name="override_of_plan_once"
            ),
            models.UniqueConstraint(
                fields=["activity", "institution"],
                condition=Q(activity__isnull=False),
                name="override_of_activity_once",
            ),
        ]
        triggers = [LeadsToSurvivor(field="institution")]

    def __str__(self):
        return self.reason[:80]
