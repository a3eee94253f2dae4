"""What the pages of a mailing show: the draft read through, the fates of what was sent."""

from collections import Counter

from django.conf import settings
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.institution_name import institution_name
from core.paging import page_of
from core.placeholders import filled
from partners.letters.daily_limit import left_today
from partners.letters.kinds import kind_named
from partners.letters.placeholders import known_to
from partners.letters.recipients import plan_of
from partners.models import Mailing, PartnerMail
from reminders.enums import MailState

ROWS_ON_A_PAGE = 100
FATES = (
    ("waiting", (MailState.QUEUED, MailState.SENDING, MailState.RETRY)),
    ("sent", (MailState.SENT,)),
    ("refused", (MailState.FAILED,)),
    ("given_up", (MailState.GIVEN_UP,)),
)


def subject_in_words(mailing: Mailing) -> str:
    """The subject for all of them: what differs from mail to mail stands in brackets."""
    known = known_to(kind_named(mailing.kind))
    words = {name: f"[{each.meaning}]" for name, each in known.items()} | {"our_name": institution_name()}
    return filled(mailing.subject, words).strip() or _("A mail without a subject")


def draft_page(mailing: Mailing, user) -> dict:
    """The mails of a draft as they would leave, and what is left out and why."""
    plan = plan_of(mailing, user)
    return {
        "title": subject_in_words(mailing),
        "plan": plan,
        "figures": [{"text": text} for text in _sentence(plan)],
        "has_words": bool(mailing.subject.strip() and mailing.body.strip()),
        "left": left_today(),
        "most": settings.PARTNER_MAILS_A_DAY,
        "kind": kind_named(mailing.kind),
    }


def _sentence(plan) -> list[str]:
    mails = len(plan.recipients) - plan.left_out_count
    words = [ngettext("%(count)s mail", "%(count)s mails", mails) % {"count": mails}]
    if plan.left_out_count:
        left = plan.left_out_count
        words.append(ngettext("%(count)s left out", "%(count)s left out", left) % {"count": left})
    if plan.unreached:
        count = len(plan.unreached)
        words.append(
            ngettext("%(count)s cannot be written to", "%(count)s cannot be written to", count) % {"count": count}
        )
    return words


def sent_page(mailing: Mailing, user, query) -> dict:
    """What was sent, as far as ``user`` may read it; ``query`` may narrow it to one ``fate`` and asks for a page."""
    visible = PartnerMail.objects.visible_to(user).filter(mailing=mailing)
    counts = Counter(dict(visible.order_by().values_list("mail__state").annotate(Count("pk"))))
    asked = next((states for name, states in FATES if name == query.get("fate")), None)
    rows = visible.filter(mail__state__in=asked) if asked else visible
    total = sum(counts[state] for state in asked) if asked else counts.total()
    page = page_of(total, query.get("page", ""), query, ROWS_ON_A_PAGE)
    found = rows.for_list().order_by("institution__sort_key", "pk")[max(page.first - 1, 0) : page.last]
    return {
        "title": subject_in_words(mailing),
        "rows": list(found),
        "page": page,
        "tabs": _tabs(counts, query.get("fate", "")),
        "undelivered": sum(counts[state] for state in MailState.ended_undelivered),
        "kind": kind_named(mailing.kind),
    }


def _tabs(counts: Counter, asked: str) -> list[dict]:
    names = {"waiting": _("Waiting"), "sent": _("Sent"), "refused": _("Not delivered"), "given_up": _("Given up")}
    shown = [{"label": _("All"), "url": "?", "count": counts.total(), "is_current": asked not in names}]
    for name, states in FATES:
        if count := sum(counts[state] for state in states):
            shown.append({"label": names[name], "url": f"?fate={name}", "count": count, "is_current": asked == name})
    return shown
