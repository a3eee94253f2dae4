"""What is written to partners: the office's texts, one act of writing to many, and each mail of it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from core import history
from partners.enums import AnswersTo, ContactRole, MailingState, MailLanguage, MailPurpose
from partners.letters.querysets import MailingQuerySet, MailTemplateQuerySet, PartnerMailQuerySet
from partners.merge_trigger import LeadsToSurvivor
from partners.models.institutions import Contact, Institution
from reminders.models import OutgoingMail
from reminders.post.sealed import closed

LONGEST_SUBJECT = 200
LONGEST_BODY = 10_000


@history.track()
class MailTemplate(models.Model):
    """A text of the office for mails to partners, in one or both languages. Written by ``letters.templates`` alone."""

    name = models.CharField(_("name"), max_length=100)
    purpose = models.CharField(_("what it is for"), max_length=20, choices=MailPurpose, default=MailPurpose.FREE)
    subject_en = models.CharField(_("subject in English"), max_length=LONGEST_SUBJECT, blank=True)
    body_en = models.TextField(_("text in English"), max_length=LONGEST_BODY, blank=True)
    subject_sv = models.CharField(_("subject in Swedish"), max_length=LONGEST_SUBJECT, blank=True)
    body_sv = models.TextField(_("text in Swedish"), max_length=LONGEST_BODY, blank=True)
    retired_on = models.DateField(_("retired on"), null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = MailTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail template")
        verbose_name_plural = _("mail templates")
        ordering = ("name", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(retired_on__isnull=True),
                name="mail_template_name_once",
                violation_error_message=_("There is a template of this name."),
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("partners:mail_template_detail", args=[self.pk])

    def subject_in(self, language: str) -> str:
        return getattr(self, f"subject_{language}")

    def body_in(self, language: str) -> str:
        return getattr(self, f"body_{language}")

    @property
    def languages(self) -> list[str]:
        """The languages it is written in, in words."""
        return [str(language.label) for language in MailLanguage if self.body_in(language.value)]


class Mailing(models.Model):
    """One act of writing to partners: a draft that its author reads through, then what was sent, for good.

    ``kind`` says what ``keys`` are rows of (``letters.kinds``). Written by ``letters.writing`` alone.
    """

    kind = models.CharField(max_length=20)
    keys = ArrayField(models.BigIntegerField())
    state = models.CharField(_("state"), max_length=10, choices=MailingState, default=MailingState.DRAFT)
    template = models.ForeignKey(
        MailTemplate, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("template")
    )
    role = models.CharField(_("whom to write to"), max_length=30, choices=ContactRole, default=ContactRole.COORDINATOR)
    falls_back = models.BooleanField(_("else to the coordinator or the international office"), default=True)
    language = models.CharField(_("language"), max_length=2, choices=MailLanguage, default=MailLanguage.ENGLISH)
    answers_to = models.CharField(_("answers go to"), max_length=10, choices=AnswersTo, default=AnswersTo.OFFICE)
    subject = models.CharField(_("subject"), max_length=LONGEST_SUBJECT)
    body = models.TextField(_("text"), max_length=LONGEST_BODY)
    query = models.TextField(blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="mailings", verbose_name=_("written by")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = MailingQuerySet.as_manager()

    class Meta:
        verbose_name = _("mailing")
        verbose_name_plural = _("mailings")
        ordering = ("-created_at", "-pk")
        indexes = [models.Index(fields=["-sent_at", "-id"], name="mailing_newest")]

    def __str__(self):
        return self.subject

    def get_absolute_url(self):
        return reverse("partners:mailing_detail", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == MailingState.DRAFT

    @property
    def tone(self) -> str:
        """Which of the pill colours the state wears."""
        return "rev" if self.is_draft else "ok"


class PartnerMail(models.Model):
    """One mail of a mailing to one address, kept with its partner. Its text and its fate are those of ``mail``.

    ``about`` are the rows of the mailing's kind it is about, ``unit`` is the unit of the first of them.
    """

    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="mails")
    institution = models.ForeignKey(
        Institution, models.CASCADE, related_name="partner_mails", verbose_name=_("partner")
    )
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, related_name="mails", verbose_name=_("contact"))
    to_name = models.CharField(_("to"), max_length=200)
    about = ArrayField(models.BigIntegerField(), default=list)
    about_title = models.CharField(_("about"), max_length=400, blank=True)
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, related_name="+", verbose_name=_("unit"))
    mail = models.OneToOneField(OutgoingMail, models.PROTECT, related_name="to_partner")

    objects = PartnerMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail to a partner")
        verbose_name_plural = _("mails to partners")
        ordering = ("-pk",)
        indexes = [GinIndex(fields=["about"], name="partner_mail_about")]
        triggers = [LeadsToSurvivor(field="institution")]

    def __str__(self):
        return self.mail.subject

    @property
    def text(self) -> str:
        """The text as sent; what only its reader may have is left out of it."""
        return closed(self.mail.text, "…")
