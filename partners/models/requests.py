"""What somebody asks of us: to become a partner."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from core import history
from core.search_text import Searchable
from core.state_trigger import StateMachine
from partners.merge_trigger import LeadsToSurvivor
from partners.models.institutions import Institution
from partners.requests.enums import REQUEST_EDGES, Purpose, RequestState, StudyLevel
from partners.requests.querysets import PartnershipRequestQuerySet
from reference.models import Country
from reminders.models import OutgoingMail

LONGEST_MESSAGE = 5000
LONGEST_GOALS = 2000


@history.track()
class PartnershipRequest(Searchable, models.Model):
    """That somebody wants us and an organisation to be partners: a stranger on the public site, or a colleague.

    ``person_…`` is the sender, or for a colleague's request the contact at the partner. ``institution``
    is which one of the register it is, once that is known. Written by ``partners.requests`` alone; ``state`` moves only
    along ``request_workflow``. Some time after one came to nothing it forgets who asked (``forgotten_at``).
    """

    organisation = models.CharField(_("organisation"), max_length=300)
    country = models.ForeignKey(Country, models.PROTECT, related_name="+", verbose_name=_("country"))
    city = models.CharField(_("city"), max_length=150, blank=True)
    website = models.URLField(_("website"), max_length=500, blank=True)
    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="requests", verbose_name=_("partner")
    )
    purposes = ArrayField(models.CharField(max_length=20, choices=Purpose), verbose_name=_("what for"))
    level = models.CharField(_("level of studies"), max_length=10, choices=StudyLevel, blank=True)
    subject_areas = models.CharField(_("fields"), max_length=300, blank=True)
    goals = models.TextField(_("goals"), max_length=LONGEST_GOALS, blank=True)
    people_out = models.PositiveSmallIntegerField(_("of ours, a year"), null=True, blank=True)
    people_in = models.PositiveSmallIntegerField(_("of theirs, a year"), null=True, blank=True)
    message = models.TextField(_("message"), max_length=LONGEST_MESSAGE, blank=True)

    person_name = models.CharField(_("name"), max_length=200, blank=True)
    person_role = models.CharField(_("role there"), max_length=200, blank=True)
    person_email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="en")
    consented_at = models.DateTimeField(_("privacy notice read"), null=True, editable=False)

    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("proposed by"),
        editable=False,
    )
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit"))
    state = models.CharField(
        _("state"), max_length=20, choices=RequestState, default=RequestState.UNCONFIRMED, editable=False
    )
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("taken up by"),
        editable=False,
    )
    received_at = models.DateTimeField(_("received"), null=True, editable=False)
    answer_due_on = models.DateField(_("answer due"), null=True, editable=False)
    answer_subject = models.CharField(_("subject of the answer"), max_length=200, blank=True)
    answer_text = models.TextField(_("answer"), max_length=LONGEST_MESSAGE, blank=True)
    answer_mail = models.OneToOneField(
        OutgoingMail, models.SET_NULL, null=True, related_name="+", verbose_name=_("mail"), editable=False
    )
    forgotten_at = models.DateTimeField(_("data of the person removed"), null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = PartnershipRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for a partnership")
        verbose_name_plural = _("requests for partnerships")
        ordering = ("-received_at", "-pk")
        indexes = [
            *Searchable.Meta.indexes,
            models.Index(fields=["-received_at", "-id"], name="request_by_newest"),
            models.Index(
                fields=["answer_due_on", "id"], name="request_open_by_due", condition=Q(state__in=RequestState.open)
            ),
            models.Index(fields=["created_at"], name="request_by_arrival"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=RequestState.UNCONFIRMED) | Q(received_at__isnull=False, answer_due_on__isnull=False),
                name="request_confirmed_is_received",
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.ACCEPTED) | Q(institution__isnull=False, unit__isnull=False),
                name="request_accepted_names_the_partner",
            ),
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=True) | Q(person_name="", person_email="", message="", answer_text=""),
                name="request_forgotten_names_nobody",
            ),
        ]
        triggers = [StateMachine(field="state", edges=REQUEST_EDGES), LeadsToSurvivor(field="institution")]

    def __str__(self):
        return self.organisation

    def get_absolute_url(self):
        return reverse("partners:request_detail", args=[self.pk])

    def unit_paths_of_rights(self):
        """The unit that proposed it; what came from outside is the office's alone."""
        return [self.unit.path] if self.unit and self.is_ours else []

    @property
    def is_ours(self) -> bool:
        """Whether a colleague proposed it; strangers say that they have read the privacy notice."""
        return self.consented_at is None

    @property
    def is_unconfirmed(self) -> bool:
        return self.state == RequestState.UNCONFIRMED

    @property
    def is_open(self) -> bool:
        return self.state in RequestState.open

    @property
    def is_accepted(self) -> bool:
        return self.state == RequestState.ACCEPTED

    @property
    def may_be_changed(self) -> bool:
        return self.is_ours and self.state == RequestState.RECEIVED

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.answer_due_on is not None and self.answer_due_on < timezone.localdate()

    @property
    def state_tone(self) -> str:
        return RequestState(self.state).tone

    @property
    def purposes_in_words(self) -> list[str]:
        return [str(Purpose(purpose).label) for purpose in self.purposes if purpose in Purpose.values]
