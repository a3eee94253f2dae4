from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from core.views.rights import require
from reminders.decisions import decisions_for
from reminders.desk import at_partners_for, due_parts

MORNING_ENDS, EVENING_BEGINS = 11, 18


@require_safe
def desk(request):
    """The first page after signing in: what is due, what waits for a decision, what lies with partners."""
    require(request.user, "reminders.view_desk")
    parts = due_parts(request.user)
    decisions = decisions_for(request.user)
    context = {
        "title": _("My desk"),
        "greeting": _greeting(),
        "figures": _figures(parts, decisions),
        "parts": parts,
        "decisions": decisions,
        "at_partners": at_partners_for(request.user),
        "list_url": reverse("agreements:agreement_list") if request.user.has_perm("agreements.view_agreement") else "",
    }
    return TemplateResponse(request, "reminders/desk.html", context)


def _greeting() -> str:
    hour = timezone.localtime().hour
    if hour < MORNING_ENDS:
        return _("Good morning")
    return _("Good evening") if hour >= EVENING_BEGINS else _("Good day")


def _figures(parts, decisions) -> list[str]:
    figures = [capfirst(date_format(timezone.localdate(), "l j F Y"))]  # Swedish writes days small
    by_key = {part.key: part for part in parts}
    if part := by_key.get("overdue"):
        text = ngettext("%(count)s overdue", "%(count)s overdue", len(part.rows))
        figures.append(text % {"count": part.count})
    if part := by_key.get("week"):
        text = ngettext("%(count)s this week", "%(count)s this week", len(part.rows))
        figures.append(text % {"count": part.count})
    if decisions:
        waiting = ngettext("%(count)d waits for your decision", "%(count)d wait for your decision", len(decisions))
        figures.append(waiting % {"count": len(decisions)})
    return figures
