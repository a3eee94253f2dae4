"""What a desk says of itself: how many of what, and where it is empty, what would stand there and what to do."""

from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.addresses import address_with
from reminders.calendar.filters import SEE_COLLEAGUES
from reminders.desk import Desk
from reminders.desk_decisions import DecisionsOf
from reminders.desk_filters import EVERYBODY

NARROWING = ("kind", "unit")


def figures_of(desk: Desk, decisions: DecisionsOf | None, query) -> list[dict]:
    """The sentence under the heading, ``{"text", "url"}`` each; what is not among the dates comes last."""
    figures = [{"text": capfirst(date_format(desk.on, "l j F Y")), "url": ""}]  # Swedish writes days small
    by_key = {part.key: part for part in desk.parts}
    if part := by_key.get("overdue"):
        text = ngettext("%(count)s overdue", "%(count)s overdue", len(part.rows))
        figures.append(_figure(text, part.count, "#overdue"))
    if part := by_key.get("today"):
        text = ngettext("%(count)s today", "%(count)s today", len(part.rows))
        figures.append(_figure(text, part.count, "#today"))
    if part := by_key.get("week"):
        text = ngettext("%(count)s this week", "%(count)s this week", len(part.rows))
        figures.append(_figure(text, part.count, "#week"))
    if decisions:
        text = ngettext("%(count)s waits for your decision", "%(count)s wait for your decision", len(decisions))
        figures.append(_figure(text, decisions.count, "#decisions"))
    if desk.elsewhere:
        count = len(desk.elsewhere.rows)
        text = ngettext("%(count)s overdue with others", "%(count)s overdue with others", count)
        figures.append(_figure(text, desk.elsewhere.count, "#elsewhere"))
    if desk.aside:
        text = ngettext("%(count)s put aside", "%(count)s put aside", len(desk.aside.rows))
        figures.append(_figure(text, desk.aside.count, "#aside"))
    if desk.left_out:
        text = ngettext("%(count)s left out by the filters", "%(count)s left out by the filters", desk.left_out)
        figures.append(_figure(text, desk.left_out, address_with(query, without=NARROWING)))
    return figures


def _figure(text: str, count: str | int, url: str) -> dict:
    shown = number_format(count, force_grouping=True) if isinstance(count, int) else count
    return {"text": text % {"count": shown}, "url": url}


def empty_words(desk: Desk, query) -> dict:
    """What a desk without open dates says: ``{"heading", "text", "url", "label"}``, the last two for a next step.

    Several ways on are in ``further`` instead.
    """
    if desk.is_narrowed:
        return _words(
            _("Nothing matches"),
            _("None of the dates of the coming half year is of these kinds and units."),
            address_with(query, without=NARROWING),
            _("Take off the filters"),
        )
    if desk.person is None:
        return _words(_("Nothing is due anywhere"), _("No date that you may read falls into the coming half year."))
    if not desk.is_own:
        sentence = _("No date of the coming half year is %(person)s’s to see to.") % {"person": desk.person}
        return _words(_("Nothing is due"), sentence)
    return _own_empty_words(desk)


def _own_empty_words(desk: Desk) -> dict:
    reader, keeper = desk.reader, desk.keeper
    agreements = reverse("agreements:agreement_list") if reader.has_perm("agreements.view_agreement") else ""
    if keeper.offices:
        text = _("What you keep yourself, and what nobody else keeps, appears here half a year ahead.")
        return _words(_("Nothing is due"), text, f"?person={EVERYBODY}", _("See everybody’s dates"))
    if keeper.units or keeper.headed:
        text = _("What you keep appears here half a year ahead: ends, last days to give notice, documents to review.")
        return _words(_("Nothing is due"), text, agreements, _("See the agreements"))
    if reader.has_perm("core.administer"):
        text = _("Dates belong to those who keep agreements. What you look after is here:")
        return _words(_("You keep no dates"), text) | {"further": _rooms_of_an_administrator()}
    if reader.has_perm(SEE_COLLEAGUES):
        text = _("You may look at every desk: choose a person above, or everybody’s dates.")
        return _words(_("You keep no dates"), text, f"?person={EVERYBODY}", _("See everybody’s dates"))
    text = _("Dates that a colleague hands over to you appear here. To see what happens to something, follow it.")
    return _words(_("You keep no dates"), text, agreements, _("See the agreements"))


def _rooms_of_an_administrator() -> list[dict]:
    """Where somebody looks who keeps the portal going: ``{"url", "label", "text"}``."""
    rooms = [
        ("accounts:user_list", _("People and units"), _("who may do what, absences, invitations")),
        ("reminders:leaver_list", _("Handing over"), _("what people keep who have left")),
        ("reminders:night_list", _("Nights"), _("what each night did, and what failed")),
        ("reminders:mail_list", _("Sent mail"), _("what was told to whom, and what could not be sent")),
        ("admin:index", _("Administration"), _("reference data, routes of approval, rules and words")),
    ]
    return [{"url": reverse(name), "label": label, "text": text} for name, label, text in rooms]


def _words(heading: str, text: str, url: str = "", label: str = "") -> dict:
    return {"heading": heading, "text": text, "url": url, "label": label}
