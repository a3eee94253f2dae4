"""Who reads what was written to partners, and from which texts one writes."""

from django.db import models
from django.db.models import Count, Q

from accounts.models import Unit
from reminders.enums import MailState

WRITE, CHANGE_TEMPLATE = "partners.write_to_partner", "partners.change_mail_template"
READ_EVERY_MAIL = "reminders.view_mail"


class MailTemplateQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The office's texts: everybody who writes to partners chooses among them."""
        return (
            self if user.is_authenticated and (user.has_perm(WRITE) or user.has_perm(CHANGE_TEMPLATE)) else self.none()
        )

    def in_use(self):
        return self.filter(retired_on__isnull=True)


class MailingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, drafts too; of others what was sent, as far as one may read any mail of it."""
        if not user.is_authenticated:
            return self.none()
        mails = self.model._meta.get_field("mails").related_model.objects.visible_to(user)
        return self.filter(Q(written_by=user) | Q(sent_at__isnull=False, pk__in=mails.values("mailing")))

    def for_list(self):
        """With ``mail_count`` and ``undelivered_count``."""
        bad = Q(mails__mail__state__in=MailState.ended_undelivered)
        counts = {"mail_count": Count("mails"), "undelivered_count": Count("mails", filter=bad)}
        return self.select_related("written_by").annotate(**counts)

    def drafts_of(self, user):
        """What one has begun to write, and nobody else sees."""
        return self.filter(written_by=user, sent_at__isnull=True)


class PartnerMailQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What was written to partners: all of it for office and auditor, for others what concerns no other unit."""
        if not (user.is_authenticated and user.has_perm("partners.view_contact")):
            return self.none()
        if user.rights.everywhere(WRITE) or user.rights.everywhere(READ_EVERY_MAIL):
            return self
        theirs = Q(unit__in=Unit.objects.where(user, WRITE)) | Q(mailing__written_by=user)
        return self.filter(theirs | Q(unit__isnull=True))

    def for_list(self):
        """With what a row shows: to whom, what, and what became of it."""
        text = ("mail__html", "mail__search_text", "mail__search_vector")
        return self.select_related("institution", "mail", "mailing__written_by").defer(*text)
