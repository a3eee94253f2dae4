"""Every write to mailings: begun as a draft, read through, sent once, sent again to those it did not reach."""

from collections.abc import Collection

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import PortalError, RightMissing
from partners.enums import AnswersTo, MailingState, MailLanguage
from partners.factsheets.links import mark_of, new_link
from partners.letters.daily_limit import refuse_above_the_day
from partners.letters.filling import check_text
from partners.letters.kinds import kind_named
from partners.letters.placeholders import known_to
from partners.letters.querysets import WRITE
from partners.letters.recipients import Recipient, asks_for_factsheets, plan_of, write
from partners.models import Mailing, MailTemplate, PartnerMail
from reminders.enums import MailKind
from reminders.models import OutgoingMail
from reminders.post.message_ids import message_id
from reminders.post.outbox import put_into_outbox, send_again

MOST_ROWS = 500
LOCK = 7_260_001  # any number, the same in every process: mailings are sent one after the other


@transaction.atomic
def begin_mailing(
    kind: str, keys: Collection[int], *, actor, template: MailTemplate | None = None, query: str = "", **choices
) -> Mailing:
    """A draft about the rows ``keys`` of ``kind``, with the words of ``template``; nothing is sent.

    Raises ``PortalError`` where nothing, or too much, is chosen, or the template does not speak the language.
    """
    _require(actor)
    keys = list(dict.fromkeys(keys))
    if not keys:
        raise PortalError(_("Tick at least one row first."))
    if len(keys) > MOST_ROWS:
        words = {"most": MOST_ROWS}
        raise PortalError(_("At most %(most)s rows can be written about at once. Narrow the list by a filter.") % words)
    kind_named(kind)
    mailing = Mailing(kind=kind, keys=keys, template=template, query=query, written_by=actor, **choices)
    if template:
        mailing.subject, mailing.body = words_of(template, mailing)
    mailing.save()
    return mailing


def words_of(template: MailTemplate, mailing: Mailing) -> tuple[str, str]:
    """Subject and text of the template for a mailing; refused with the reason where they do not fit it."""
    language = MailLanguage(mailing.language)
    subject, body = template.subject_in(language), template.body_in(language)
    if not body:
        words = {"template": template, "language": language.label}
        raise ValidationError({"language": _("“%(template)s” has no text in %(language)s.") % words})
    try:
        check_text(known_to(kind_named(mailing.kind)), subject=subject, body=body)
    except ValidationError as error:
        raise ValidationError({"template": " ".join(error.messages)}) from error
    return subject, body


@transaction.atomic
def change_mailing(mailing: Mailing, *, actor, **fields) -> Mailing:
    """Change a draft: its words, to whom it goes, where answers go."""
    locked = _draft(mailing, actor)
    for name, value in fields.items():
        setattr(locked, name, value)
    check_text(known_to(kind_named(locked.kind)), subject=locked.subject, body=locked.body)
    locked.full_clean(exclude=["keys", "kind", "query"])
    locked.save(update_fields=[*fields, "updated_at"])
    return locked


@transaction.atomic
def discard_mailing(mailing: Mailing, *, actor):
    """Throw a draft away."""
    _draft(mailing, actor).delete()


@transaction.atomic
def send_mailing(mailing: Mailing, *, actor, to: Collection[str]) -> Mailing:
    """Put one mail for each ticked address (``Recipient.key``) into the outbox; said twice, it is done once.

    All of them or none, in one transaction: a worker that dies later finds every mail in the outbox. Raises
    ``PortalError`` where nobody is ticked, words are missing, or the day's number would be passed.
    """
    locked = Mailing.objects.select_for_update().get(pk=mailing.pk)
    _require_author(locked, actor)
    if not locked.is_draft:
        return locked
    if not (locked.subject.strip() and locked.body.strip()):
        raise PortalError(_("Write a subject and a text first."))
    wanted = set(to)
    recipients = [each for each in plan_of(locked, actor).recipients if each.key in wanted]
    if not recipients:
        raise PortalError(_("Tick at least one recipient."))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    refuse_above_the_day(len(recipients))
    if asks_for_factsheets(locked):
        for each in recipients:
            link = mark_of(new_link(each.contact, actor=actor), locked.language)
            write(each, locked, actor, link=link)
    mails = put_into_outbox(_outgoing(locked, actor, number, each) for number, each in enumerate(recipients, start=1))
    rows = [_partner_mail(locked, each, mail) for each, mail in zip(recipients, mails, strict=True)]
    PartnerMail.objects.bulk_create(rows)
    locked.state, locked.sent_at = MailingState.SENT, timezone.now()
    locked.save(update_fields=["state", "sent_at", "updated_at"])
    return locked


def _outgoing(mailing: Mailing, actor, number: int, recipient: Recipient) -> OutgoingMail:
    own = mailing.answers_to == AnswersTo.AUTHOR and actor.email
    return OutgoingMail(
        recipient=None,
        to_address=recipient.contact.email,
        reply_to=actor.email if own else settings.OFFICE_EMAIL,
        kind=MailKind.PARTNER,
        day=timezone.localdate(),
        subject=recipient.mail.subject,
        text=recipient.mail.text,
        message_id=message_id("partners", mailing.pk, number),
    )


def _partner_mail(mailing: Mailing, recipient: Recipient, mail: OutgoingMail) -> PartnerMail:
    contact = recipient.contact
    return PartnerMail(
        mailing=mailing,
        institution_id=contact.institution_id,
        contact=contact,
        to_name=contact.name,
        about=[row.key for row in recipient.rows if row.thing is not None],
        about_title=recipient.about_title[:400],
        unit=next((row.unit for row in recipient.rows if row.unit), None),
        mail=mail,
    )


@transaction.atomic
def resend_mailing(mailing: Mailing, *, actor) -> int:
    """Send again what did not arrive, to the address each contact has now; returns how many. The rest stays."""
    _require_author(mailing, actor)
    mails = OutgoingMail.objects.filter(to_partner__mailing=mailing)
    rows = PartnerMail.objects.filter(mailing=mailing, mail__in=mails.undelivered()).select_related("contact", "mail")
    for row in rows:
        if row.contact and row.contact.email and row.contact.email != row.mail.to_address:
            row.mail.to_address = row.contact.email
            row.mail.save(update_fields=["to_address"])
    return send_again(mails.undelivered(), actor=actor)


def may_send(user, mailing: Mailing) -> bool:
    """Its author, and the office once it is sent."""
    own = mailing.written_by_id == user.pk and user.has_perm(WRITE)
    return own or (not mailing.is_draft and user.rights.everywhere(WRITE))


def _draft(mailing: Mailing, actor) -> Mailing:
    locked = Mailing.objects.select_for_update().get(pk=mailing.pk)
    _require_author(locked, actor)
    if not locked.is_draft:
        raise PortalError(_("It has been sent, and stays as it is."))
    return locked


def _require_author(mailing: Mailing, actor):
    if not may_send(actor, mailing):
        raise RightMissing(_("A mailing is changed and sent by whoever writes it."))


def _require(actor):
    if not actor.has_perm(WRITE):
        raise RightMissing(_("You do not have the right to write to partners."))
