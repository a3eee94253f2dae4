from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, Greatest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from agreements.approved_step_by_step import ApprovedStepByStep
from agreements.enums import AGREEMENT_EDGES, AgreementKind, AgreementState, NoticeRule, Renewal, Turn
from agreements.querysets import DAYS_AFTER_A_REMINDER, DAYS_TO_ANSWER, AgreementQuerySet
from core import history
from core.search_text import Searchable
from core.state_trigger import StateMachine


def _days_after(day: str, days: int) -> Cast:
    return Cast(F(day) + timedelta(days=days), models.DateField())


# A number that was replaced stays spent (LG-05): whether one was ever given is asked of the events.
BY_NUMBER = models.Index(fields=["number"], condition=~Q(number=""), name="agreement_event_by_number")


@history.track(
    exclude=("partner_sort_key", "begun_as", "last_reminded_on", "answer_due_on"), meta={"indexes": [BY_NUMBER]}
)
class Agreement(Searchable, models.Model):
    """One agreement between the university and one or more partners, of any kind.

    Written by ``agreements.services`` and the register import alone; ``state`` moves only along
    ``agreement_workflow``. An unknown start (imported registers often have none) counts as begun.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=AgreementKind)
    title = models.CharField(_("title"), max_length=300)
    number = models.CharField(_("registration number"), max_length=60, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=AgreementState, default=AgreementState.DRAFT, editable=False
    )
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    responsible_unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="agreements", verbose_name=_("responsible unit")
    )
    further_units = models.ManyToManyField(
        Unit, blank=True, related_name="concerned_by", verbose_name=_("further units")
    )
    coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="coordinated_agreements",
        verbose_name=_("coordinator"),
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("under")
    )
    predecessor = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="successors", verbose_name=_("renews")
    )

    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    is_open_ended = models.BooleanField(_("has no end date"), default=False)
    renewal = models.CharField(_("renewal"), max_length=20, choices=Renewal, default=Renewal.NONE)
    renewal_months = models.PositiveSmallIntegerField(_("renews for (months)"), null=True, blank=True)
    most_renewals = models.PositiveSmallIntegerField(_("renews at most (times)"), null=True, blank=True)
    renewals_made = models.PositiveSmallIntegerField(_("has renewed (times)"), default=0, editable=False)
    notice_rule = models.CharField(_("notice"), max_length=20, choices=NoticeRule, default=NoticeRule.NONE)
    notice_months = models.PositiveSmallIntegerField(_("notice (months before the end)"), null=True, blank=True)
    notice_on = models.DateField(_("last day to give notice"), null=True, blank=True, editable=False)

    no_parent_because = models.TextField(_("why there is no memorandum"), blank=True, max_length=1000)
    second_because = models.TextField(_("why there is a second one"), blank=True, max_length=1000)

    tuition_waived = models.BooleanField(_("tuition fees waived"), null=True, blank=True)
    turn = models.CharField(_("whose turn"), max_length=10, choices=Turn, blank=True)
    turn_since = models.DateField(_("since"), null=True, blank=True)
    last_reminded_on = models.DateField(null=True, editable=False)  # as the negotiation log says it, written with it
    answer_due_on = models.GeneratedField(  # a reminder before the turn lies too far back to move the day
        expression=Greatest(
            _days_after("turn_since", DAYS_TO_ANSWER), _days_after("last_reminded_on", DAYS_AFTER_A_REMINDER)
        ),
        output_field=models.DateField(null=True),
        db_persist=True,
    )
    is_published = models.BooleanField(_("shown on the public site"), default=False)
    remarks = models.TextField(_("internal remarks"), blank=True, help_text=_("Never shown to the public."))

    import_key = models.CharField(max_length=500, null=True, blank=True, unique=True, editable=False)
    begun_as = models.UUIDField(null=True, blank=True, editable=False)  # the form that made it, however often sent
    partner_sort_key = models.CharField(max_length=300, editable=False, default="")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ("partner_sort_key", "pk")
        indexes = [
            *Searchable.Meta.indexes,
            models.Index(fields=["partner_sort_key", "id"], include=["state"], name="agreement_by_partner"),
            models.Index(fields=["ends_on", "id"], include=["state"], name="agreement_by_end"),
            models.Index(fields=["state", "ends_on", "id"], include=["turn"], name="agreement_by_state"),
            models.Index(
                fields=["ends_on", "id"], name="agreement_watched_end", condition=Q(state__in=AgreementState.watched)
            ),
            models.Index(fields=["ends_on", "id"], name="agreement_renewing", condition=Q(renewal=Renewal.AUTOMATIC)),
            models.Index(fields=["responsible_unit", "ends_on"], name="agreement_by_unit"),
            models.Index(fields=["coordinator", "ends_on"], name="agreement_by_coordinator"),
            models.Index(fields=["turn_since", "id"], name="agreement_at_partner", condition=Q(turn="partner")),
            models.Index(fields=["answer_due_on", "id"], name="agreement_by_answer", condition=Q(turn="partner")),
            models.Index(
                fields=["coordinator", "answer_due_on"], name="agreement_unanswered", condition=Q(turn="partner")
            ),
            models.Index(fields=["notice_on", "id"], name="agreement_by_notice", condition=Q(notice_on__isnull=False)),
            models.Index(
                fields=["coordinator", "notice_on"], name="agreement_notice_by", condition=Q(notice_on__isnull=False)
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="agreement_number_once"),
            models.UniqueConstraint(fields=["begun_as"], name="agreement_begun_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="agreement_period_in_order",
            ),
            models.CheckConstraint(
                condition=Q(is_open_ended=False) | Q(ends_on__isnull=True), name="agreement_open_end_has_no_date"
            ),
            models.CheckConstraint(
                condition=~Q(renewal=Renewal.AUTOMATIC) | Q(renewal_months__gte=1),
                name="agreement_renewal_has_a_period",
            ),
            models.CheckConstraint(
                condition=~Q(notice_rule=NoticeRule.MONTHS) | Q(notice_months__gte=1),
                name="agreement_notice_has_a_period",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")), name="agreement_not_under_itself"
            ),
            models.UniqueConstraint(
                fields=["predecessor"],
                condition=Q(state__in=AgreementState.unfinished),
                name="agreement_one_unfinished_successor",
            ),
        ]
        triggers = [StateMachine(field="state", edges=AGREEMENT_EDGES), ApprovedStepByStep(owner="agreement")]

    def __str__(self):
        return self.title

    def unit_paths_of_rights(self):
        """The unit whose people keep this agreement (see ``accounts.rights``)."""
        return [self.responsible_unit.path]

    @property
    def kind_short(self) -> str:
        return AgreementKind(self.kind).short

    @property
    def state_tone(self) -> str:
        return AgreementState(self.state).tone

    @property
    def is_editable(self) -> bool:
        return self.state in AgreementState.editable

    @property
    def is_being_approved(self) -> bool:
        """Whether a changed term starts its approval anew."""
        return self.state in AgreementState.approving

    @property
    def renews_by_itself(self) -> bool:
        """Whether its terms renew it at its last day (as ``AgreementQuerySet.renewing`` asks the database)."""
        is_renewable = self.renewal == Renewal.AUTOMATIC and self.state in AgreementState.renewable
        return is_renewable and not self.has_used_up_its_renewals

    @property
    def has_used_up_its_renewals(self) -> bool:
        """Whether it has renewed by itself as often as its terms allow."""
        return self.most_renewals is not None and self.renewals_made >= self.most_renewals

    @property
    def is_framework(self) -> bool:
        """A memorandum under which specific agreements are made (AG-01)."""
        return self.kind in AgreementKind.frameworks

    def get_absolute_url(self):
        return reverse("agreements:agreement_detail", args=[self.pk])

    @property
    def unit_words(self) -> str:
        return str(_("Whole university")) if self.responsible_unit.parent_id is None else self.responsible_unit.code

    @property
    def partner_name(self) -> str:
        """The first partner, and how many more there are."""
        partners = self.partner_parties
        if not partners:
            return ""
        more = _(" and %(count)d more") % {"count": len(partners) - 1} if len(partners) > 1 else ""
        return f"{partners[0].institution}{more}"

    @property
    def partner_place(self) -> str:
        """City and country of the first partner."""
        if not self.partner_parties:
            return ""
        institution = self.partner_parties[0].institution
        return ", ".join(str(part) for part in (institution.city, institution.country) if part)

    @property
    def turn_days(self) -> int | None:
        """For how many days it has been somebody's turn."""
        return (timezone.localdate() - self.turn_since).days if self.turn_since else None

    @property
    def starts_later(self) -> bool:
        return self.starts_on is not None and self.starts_on > timezone.localdate()

    @property
    def partner_parties(self) -> list:
        """The parties other than ourselves, first named first (from the prefetched rows, where there are any)."""
        return [party for party in self.parties.all() if not party.is_home]
