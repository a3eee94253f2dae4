from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from core import history
from core.search_text import Searchable
from core.state_trigger import StateMachine
from mobility.enums import PROJECT_EDGES, ProjectState
from mobility.models.schemes import Scheme
from mobility.querysets import GrantProjectQuerySet


@history.track()
class GrantProject(Searchable, models.Model):
    """Money under one call, mostly for mobility. Rules and rates follow ``call_year``, not the day of travel (RULES).

    ``lump_sum`` in euro: what is paid for results instead of by cost (KA220-12). Then there is no budget by lines.
    """

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="projects", verbose_name=_("scheme"))
    call_year = models.PositiveSmallIntegerField(
        _("call"), validators=[MinValueValidator(2014), MaxValueValidator(2100)]
    )
    number = models.CharField(_("project number"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=200)
    state = models.CharField(
        _("state"), max_length=20, choices=ProjectState, default=ProjectState.APPLIED, editable=False
    )
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("last day"))
    lump_sum = models.DecimalField(
        _("lump sum (euro)"),
        max_digits=11,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Where results are paid for instead of costs (KA220): the project has no budget by lines then."),
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="grant_projects", verbose_name=_("unit"))
    coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="grant_projects",
        verbose_name=_("kept by"),
    )
    remarks = models.TextField(_("remarks"), blank=True, max_length=4000)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = GrantProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("grant project")
        verbose_name_plural = _("grant projects")
        ordering = ("-call_year", "number")
        indexes = [*Searchable.Meta.indexes]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="project_period_in_order"),
        ]
        triggers = [StateMachine(field="state", edges=PROJECT_EDGES)]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("mobility:project_detail", args=[self.pk])

    def unit_paths_of_rights(self):
        return [self.unit.path]

    @property
    def is_lump_sum(self) -> bool:
        return self.lump_sum is not None

    @property
    def state_tone(self) -> str:
        return ProjectState(self.state).tone
