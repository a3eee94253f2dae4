"""The mails of a review: the invitation with its address, and to who runs it, what was answered."""

from collections.abc import Iterable

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.institution_name import institution_name
from core.one_act_links import OneActAddresses
from quality.models import FollowUp, Reviewer
from reminders.enums import MailKind
from reminders.models import OutgoingMail
from reminders.post import sealed
from reminders.post.message_ids import message_id
from reminders.post.outbox import put_into_outbox

addresses = OneActAddresses("quality.reviewer", "reviewing:answer")
token_of = addresses.token_of
LANGUAGE = "en"  # reviewers come from anywhere
LONGEST_SUBJECT = 200


def reviewer_of(token: str) -> Reviewer | None:
    """Whom the address was given to, in whatever state; None for one there is not."""
    related = ("follow_up__process", "follow_up__version", "follow_up__unit", "follow_up__owner", "user")
    return addresses.opened_by(token, Reviewer.objects.select_related(*related))


def send_invitation_mail(reviewer: Reviewer, *, actor):
    """The address is put in as the mail leaves."""
    with override(LANGUAGE):
        words = {"unit": reviewer.follow_up.unit, "institution": institution_name()}
        context = words | {"reviewer": reviewer, "review": reviewer.follow_up, "actor": actor}
        context["address"] = sealed.seal("reviewer", reviewer.pk)
        mail = OutgoingMail(
            recipient=None,
            to_address=reviewer.email,
            reply_to=(actor.email if actor else "") or settings.OFFICE_EMAIL,
            kind=MailKind.REVIEWER,
            day=timezone.localdate(),
            subject=(_("Invitation to review %(unit)s, %(institution)s") % words)[:LONGEST_SUBJECT],
            text=render_to_string("quality/reviews/mail/invitation.txt", context),
            message_id=message_id("reviewer", reviewer.pk, reviewer.token_hash[:12]),
        )
    put_into_outbox([mail])


def tell_who_runs_it(reviewer: Reviewer):
    """That a reviewer has answered, and how: to who runs the review."""
    owner = reviewer.follow_up.owner
    if owner is None or not owner.is_active:
        return
    with override(owner.language):
        words = {"name": reviewer.name, "answer": reviewer.get_state_display(), "review": str(reviewer.follow_up)}
        context = words | {"reviewer": reviewer, "person": owner, "link": settings.SITE_URL + _page_of(reviewer)}
        context["institution"] = institution_name()
        mail = OutgoingMail(
            recipient=owner,
            to_address=owner.email,
            kind=MailKind.QUALITY,
            day=timezone.localdate(),
            subject=(_("%(name)s: %(answer)s (%(review)s)") % words)[:LONGEST_SUBJECT],
            text=render_to_string("quality/reviews/mail/answered.txt", context),
            message_id=message_id("reviewer-answered", reviewer.pk, int(reviewer.answered_at.timestamp())),
        )
    put_into_outbox([mail])


def tell_reviewers(reviewers: Iterable[Reviewer], review: FollowUp):
    """That the self-evaluation is there to be read: to those who take part."""
    link = settings.SITE_URL + reverse("quality:follow_up_self_evaluation", args=[review.pk])
    today, mails = timezone.localdate(), []
    for reviewer in (each for each in reviewers if each.user and each.user.is_active):
        with override(reviewer.user.language):
            context = {"reviewer": reviewer, "review": review, "link": link, "institution": institution_name()}
            subject = _("The self-evaluation is there: %(review)s") % {"review": review}
            text = render_to_string("quality/reviews/mail/self_evaluation.txt", context)
        known = message_id("self-evaluation", reviewer.pk, int(timezone.now().timestamp() * 1000))
        mail = OutgoingMail(recipient=reviewer.user, to_address=reviewer.user.email, kind=MailKind.QUALITY, day=today)
        mail.subject, mail.text, mail.message_id = subject[:LONGEST_SUBJECT], text, known
        mails.append(mail)
    put_into_outbox(mails)


def _page_of(reviewer: Reviewer) -> str:
    return reverse("quality:follow_up_reviewers", args=[reviewer.follow_up_id])


sealed.register("reviewer", lambda number: addresses.absolute(Reviewer.objects, number, LANGUAGE))
