"""The calendar that other programmes read, and the page on which a person gets its address."""

import logging

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.limits import is_within
from core.views.actions import ActionView
from core.views.rights import require
from reminders.enums import FeedScope
from reminders.feed.addresses import RIGHT, address_of, read_token, renew_address, switch_off
from reminders.feed.events import feed_of
from reminders.feed.rendering import as_icalendar, calendar_name, entity_tag
from reminders.models import Subscription

logger = logging.getLogger(__name__)

OK = 200
A_MINUTE, AN_HOUR = 60, 3600
MOST_OF_A_PLACE, MOST_OF_AN_ADDRESS = 300, 30  # in a minute; one place may fetch for many people (Google, Outlook)
HEADERS = {
    "Cache-Control": "private, no-cache",  # asked again each time: the address may have been switched off
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


@login_not_required
@require_safe
def feed(request, token):
    """The calendar behind a secret address, in its person's language; 304 where the reader has it already."""
    place = get_adapter(request).get_client_ip(request)
    limits = (("feed-place", place, MOST_OF_A_PLACE), ("feed-address", token, MOST_OF_AN_ADDRESS))
    if not all(is_within(name, key, most=most, seconds=A_MINUTE) for name, key, most in limits):
        return _plain(_("Too many requests. Try again in a minute."), 429, {"Retry-After": str(A_MINUTE)})
    found = read_token(token)
    if found is None:
        return _plain(_("There is no calendar at this address."), 404)
    subscription, scope = found
    try:
        with override(subscription.user.language):
            return _answer(request, subscription, scope)
    except Exception:  # a room at fault: half a calendar would be taken for cancelled dates
        logger.exception("The calendar of person %s cannot be read", subscription.user_id)
        return _plain(_("This calendar cannot be read at the moment."), 503, {"Retry-After": str(AN_HOUR)})


def _answer(request, subscription: Subscription, scope: FeedScope):
    dates = feed_of(subscription, scope, timezone.localdate(), timezone.now())
    name = calendar_name(scope)
    tag = entity_tag(dates, name)
    headers = HEADERS | {"ETag": tag, "Content-Language": get_language()}
    response = HttpResponse(content_type="text/calendar; charset=utf-8", headers=headers)
    response["Content-Disposition"] = f'inline; filename="{scope}.ics"'
    response = get_conditional_response(request, etag=tag, response=response)
    if response.status_code == OK:
        response.content = as_icalendar(dates, name)
    return response


def _plain(text: str, status: int, headers: dict | None = None):
    return HttpResponse(f"{text}\n", "text/plain; charset=utf-8", status, headers=HEADERS | (headers or {}))


@require_safe
def feed_page(request):
    """How to see one's dates in another programme; with the addresses once the person has asked for them."""
    require(request.user, RIGHT)
    subscription = Subscription.objects.filter(user=request.user).first() or Subscription(user=request.user)
    context = {
        "title": _("Your dates in your own calendar"),
        "crumbs": [{"label": _("Calendar"), "url": reverse("reminders:calendar")}],
        "addresses": _addresses(subscription) if subscription.calendar_nonce else [],
    }
    return TemplateResponse(request, "reminders/calendar_subscribe.html", context)


def _addresses(subscription: Subscription) -> list[dict]:
    about = {
        FeedScope.OWN: _("What you keep, what you stand in for, and what you follow."),
        FeedScope.UNITS: _("Every date of your units and those below them, whoever keeps it."),
    }
    return [
        {
            "name": scope.value,
            "label": scope.label,
            "about": about[scope],
            "url": url,
            "programme_url": _for_programmes(url),
        }
        for scope in FeedScope
        for url in [address_of(subscription, scope)]
    ]


def _for_programmes(url: str) -> str:
    """The address as calendar programmes open it; by plain webcal they would first send the secret without TLS."""
    scheme = "webcals" if url.startswith("https:") else "webcal"
    return f"{scheme}:{url.partition(':')[2]}"


@require_POST
def feed_begin(request):
    """The first address; who has one already keeps it, so that a second press breaks nothing."""
    require(request.user, RIGHT)
    if not Subscription.objects.filter(user=request.user).exclude(calendar_nonce="").exists():
        renew_address(request.user, actor=request.user)
        messages.success(request, _("Your calendar has an address now."))
    return redirect("reminders:feed_page")


class _FeedAction(ActionView):
    """An act on one's own calendar; there is nothing to act on while it is off."""

    right = RIGHT
    needs_confirmation = True
    is_dangerous = True

    def get_object(self, queryset=None):
        found = Subscription.objects.filter(user=self.request.user).exclude(calendar_nonce="").first()
        if found is None:
            raise Http404
        return found

    def back_url(self):
        return reverse("reminders:feed_page")


class FeedRenewView(_FeedAction):
    title = gettext_lazy("Make new addresses?")
    explanation = gettext_lazy(
        "The present addresses stop working at once. Programmes that read them show nothing new until you give them "
        "the new ones."
    )
    submit_label = gettext_lazy("Make new addresses")
    done = gettext_lazy("Your calendar has new addresses. The old ones do not work any more.")

    def perform(self, note):
        renew_address(self.request.user, actor=self.request.user)


class FeedOffView(_FeedAction):
    title = gettext_lazy("Switch the calendar off?")
    explanation = gettext_lazy("The addresses stop working at once, and programmes that read them show nothing new.")
    submit_label = gettext_lazy("Switch it off")
    done = gettext_lazy("The addresses of your calendar do not work any more.")

    def perform(self, note):
        switch_off(self.request.user, actor=self.request.user)
