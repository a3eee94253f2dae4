"""The sentence of figures over the list: each number with the address that shows its rows."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.enums import AgreementState
from agreements.querysets import DAYS_TO_ANSWER
from agreements.selectors import soon
from core.addresses import address_with

BINDING = list(AgreementState.in_force)


def sentence_of(figures: dict[str, int], query, *, shows_over: bool) -> list[dict]:
    """``figures`` (``selectors.figures_of`` the filters in ``query``) as ``{"text", "url"}``, what is hidden last."""
    today = timezone.localdate()
    ending = {"state": BINDING, "ends_from": today, "ends_before": soon(today)}
    overdue = {"state": list(AgreementState.watched), "ends_before": today}
    parts = [
        _part(_in_force(figures["binding"]), figures["binding"], query, state=BINDING),
        _part(_ending(figures["ending"]), figures["ending"], query, **ending),
    ]
    if figures["unanswered"]:
        url = address_with(query, path=reverse("agreements:waiting_list"), without=["page", "sort", "turn"])
        parts.append({"text": _unanswered(figures["unanswered"]), "url": url})
    if figures["overdue"]:
        parts.append(_part(_overdue(figures["overdue"]), figures["overdue"], query, **overdue))
    if figures.get("closed_partner"):
        parts.append(_part(_closed(figures["closed_partner"]), figures["closed_partner"], query, closed="partner"))
    if figures["over"] and not shows_over:
        parts.append(_part(hidden_words(figures["over"]), figures["over"], query, ended="shown"))
    elif query.get("ended"):
        parts.append({"text": _("hide what has ended"), "url": address_with(query, without=["ended", "page"])})
    return parts


def _part(text: str, count: int, query, **filters) -> dict:
    url = address_with(query, without=["page"], **filters) if count else ""
    return {"text": text % {"count": number_format(count, force_grouping=True)}, "url": url}


def _in_force(count: int) -> str:
    return ngettext("%(count)s in force", "%(count)s in force", count)


def _ending(count: int) -> str:
    return ngettext("%(count)s ends within six months", "%(count)s end within six months", count)


def _unanswered(count: int) -> str:
    words = {"count": number_format(count, force_grouping=True), "days": DAYS_TO_ANSWER}
    return (
        ngettext(
            "%(count)s waits for the partner for more than %(days)s days",
            "%(count)s wait for the partner for more than %(days)s days",
            count,
        )
        % words
    )


def _overdue(count: int) -> str:
    return ngettext("%(count)s past its last day", "%(count)s past their last day", count)


def _closed(count: int) -> str:
    return ngettext("%(count)s with a closed partner", "%(count)s with a closed partner", count)


def hidden_words(count: int) -> str:
    """What the list leaves out while nobody asks for it."""
    words = ngettext("%(count)s ended or withdrawn, not shown", "%(count)s ended or withdrawn, not shown", count)
    return words % {"count": number_format(count, force_grouping=True)}
