"""A person's own page about the mails they get, what officers see of it, and the links in those mails."""

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from core.errors import PortalError
from core.views.forms import PortalUpdateView
from core.views.rights import require
from reminders.forms.subscriptions import SubscriptionForm, kinds_in_words
from reminders.sources import sources
from reminders.subscriptions import change_subscription, hear_again, silence, subscription_of
from reminders.unsubscribing import WayOut, read_way_out


class SubscriptionView(PortalUpdateView):
    """How often the portal writes to a person, and about what; their own page."""

    form_class = SubscriptionForm
    template_name = "reminders/subscription.html"
    title = gettext_lazy("Mails to you")
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("Saved. The next mail keeps to it.")

    def get_object(self, queryset=None):
        return subscription_of(self.request.user)

    def perform(self, form):
        user = self.request.user
        return change_subscription(user, actor=user, seen_at=form.cleaned_data.get("seen_at"), **form.values())

    def get_context_data(self, **kwargs):
        return super().get_context_data(silenced=labels_of(self.get_object().silenced), **kwargs)

    def success_url_for(self, written):
        return reverse("reminders:subscription")

    def crumbs(self):
        return [{"label": _("Your profile"), "url": reverse("accounts:profile")}]


@require_POST
def subscription_hear(request):
    """Switch one kind of mails on again."""
    hear_again(request.user, [request.POST.get("kind", "")])
    messages.success(request, _("It is switched on again."))
    return redirect("reminders:subscription")


@require_safe
def subscription_of_person(request, pk: int):
    """What an officer sees of it, to answer "why did I get no mail?"; only the person changes it."""
    require(request.user, "reminders.view_mail")
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    wish = subscription_of(person)
    kinds = [{"words": words, "is_told": name not in wish.silenced} for name, words in kinds_in_words()]
    crumbs = [{"label": _("Sent mail"), "url": reverse("reminders:mail_list")}]
    context = {"person": person, "wish": wish, "kinds": kinds, "crumbs": crumbs}
    return render(request, "reminders/subscription_of_person.html", context)


@csrf_exempt  # the address itself is the secret: a mail program presses the button, without a session (RFC 8058)
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token: str):
    """The way out of mails: a page with one button; the button of the mail program does the same at once."""
    try:
        way_out = read_way_out(token)
    except PortalError:
        raise Http404 from None
    if way_out.person:
        translation.activate(way_out.person.language)
    if request.method != "POST":
        return render(request, "reminders/unsubscribe.html", _facts(way_out))
    if not consume(request, action="unsubscribe", key=token):
        return render(request, "reminders/unsubscribe_later.html", status=429)
    return _switch(request, way_out)


def _switch(request, way_out: WayOut):
    if way_out.person:
        (hear_again if "undo" in request.POST else silence)(way_out.person, way_out.kinds)
    if "List-Unsubscribe" in request.POST:
        return render(request, "reminders/unsubscribe.html", _facts(way_out))
    return redirect(request.path)


def _facts(way_out: WayOut) -> dict:
    """``is_off``: nothing of these kinds is written to the address any more, as to nobody who has left."""
    wish = subscription_of(way_out.person) if way_out.person else None
    kinds = labels_of(way_out.kinds)
    return {
        "address": way_out.masked_address,
        "kinds": kinds,
        "is_off": wish is None or all(kind["name"] in wish.silenced for kind in kinds),
        "may_undo": wish is not None,
    }


def labels_of(kinds) -> list[dict]:
    """Name and label of those of ``kinds`` that are watched today."""
    return [{"name": source.name, "label": source.label} for source in sources() if source.name in kinds]
