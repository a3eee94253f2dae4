"""Reports of participants and of projects: the questions, who was asked, what they said."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import history
from core.in_languages import english_or_swedish
from core.state_trigger import StateMachine
from mobility.models.mobilities import Mobility
from mobility.models.projects import GrantProject
from mobility.querysets import ParticipantReportQuerySet
from mobility.reports.enums import REPORT_EDGES, AnswerKind, Audience, ReportState
from mobility.reports.sentences import sentences_of
from reference.models import ReferenceRow


@history.track()
class ReportQuestion(ReferenceRow):
    """A question of the report; supplied, edited by administrators. One that was answered stays as it was asked."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    audience = models.CharField(_("asked of"), max_length=10, choices=Audience)
    position = models.PositiveSmallIntegerField(_("place"))
    kind = models.CharField(_("kind"), max_length=10, choices=AnswerKind)
    wording_en = models.CharField(_("question in English"), max_length=300)
    wording_sv = models.CharField(_("question in Swedish"), max_length=300, blank=True)
    is_asked = models.BooleanField(_("asked"), default=True)

    class Meta:
        verbose_name = _("question of the report")
        verbose_name_plural = _("questions of the report")
        ordering = ("audience", "position", "pk")

    def __str__(self):
        return self.wording

    @property
    def wording(self) -> str:
        """In the reader's language, where there is one in it."""
        return english_or_swedish(self.wording_en, self.wording_sv)

    @property
    def is_rating(self) -> bool:
        return self.kind == AnswerKind.RATING


@history.track(exclude=("nonce", "token_hash"))
class ParticipantReport(models.Model):
    """One report about one stay or one project: asked by an address for one answer, then read by the office.

    ``may_be_shown`` is what the person allowed: the words without the name. Written by ``mobility.reports`` alone.
    """

    mobility = models.OneToOneField(
        Mobility, models.CASCADE, null=True, blank=True, related_name="report", verbose_name=_("stay")
    )
    project = models.OneToOneField(
        GrantProject, models.CASCADE, null=True, blank=True, related_name="report", verbose_name=_("grant project")
    )
    audience = models.CharField(_("asked of"), max_length=10, choices=Audience)
    state = models.CharField(_("state"), max_length=10, choices=ReportState, default=ReportState.ASKED, editable=False)
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    to_address = models.EmailField(_("sent to"))
    nonce = models.CharField(max_length=64, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    expires_at = models.DateTimeField(_("works until"))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    may_be_shown = models.BooleanField(_("may be shown without the name"), default=False)

    objects = ParticipantReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ("-state_since", "-pk")
        indexes = [models.Index(fields=["state", "-state_since", "-id"], name="report_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(mobility__isnull=False, project__isnull=True)
                | Q(mobility__isnull=True, project__isnull=False),
                name="report_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.SHOWN) | Q(may_be_shown=True), name="report_shown_is_allowed"
            ),
        ]
        triggers = [StateMachine(field="state", edges=REPORT_EDGES)]

    def __str__(self):
        return str(self.mobility or self.project)

    def get_absolute_url(self):
        return reverse("mobility:report_detail", args=[self.pk])

    def unit_paths_of_rights(self):
        return [subject.unit.path for subject in (self.mobility, self.project) if subject]

    @property
    def state_tone(self) -> str:
        return ReportState(self.state).tone

    @property
    def is_open(self) -> bool:
        """Whether the address still takes an answer."""
        return self.answered_at is None and timezone.now() < self.expires_at


@history.track()
class ReportAnswer(models.Model):
    """What was said to one question: a rating from 1 (bad) to 5 (very good), or words.

    ``left_out``: positions of the sentences nobody outside the office reads (``mobility.reports.sentences``).
    """

    report = models.ForeignKey(ParticipantReport, models.CASCADE, related_name="answers")
    question = models.ForeignKey(ReportQuestion, models.PROTECT, related_name="answers")
    rating = models.PositiveSmallIntegerField(
        _("rating"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    text = models.TextField(_("words"), blank=True, max_length=3000)
    left_out = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name=_("sentences left out"), default=list, blank=True
    )

    class Meta:
        verbose_name = _("answer of a report")
        verbose_name_plural = _("answers of reports")
        ordering = ("question__position", "pk")
        constraints = [
            models.UniqueConstraint(fields=["report", "question"], name="report_answer_once"),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__gte=1, rating__lte=5), name="report_rating_one_to_five"
            ),
        ]

    def __str__(self):
        return str(self.rating or self.text[:60])

    @property
    def sentences(self) -> list[tuple[str, str, bool]]:
        """Each sentence as a choice of the form that leaves some out: its value, its words, whether it is left out."""
        told = enumerate(sentences_of(self.text)) if self.text else ()
        return [(f"{self.pk}-{position}", sentence, position in self.left_out) for position, sentence in told]
