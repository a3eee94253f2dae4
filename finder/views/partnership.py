"""Asking us for a partnership: the form, the mail address confirmed, and what happens next. Open to everybody."""

from contextlib import suppress

from allauth.core.ratelimit import consume
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import PortalError, TransitionRefused
from core.views.forms import PortalCreateView
from finder.forms import PartnershipForm
from finder.known_partners import known_partners_like
from partners.requests.links import request_of
from partners.requests.receiving import confirm, receive


@method_decorator(login_not_required, name="dispatch")
class PartnershipCreateView(PortalCreateView):
    """Takes a request, a few from one address of the net or of mail; what is typed stays on every refusal."""

    form_class = PartnershipForm
    template_name = "finder/partnership/form.html"
    title = gettext_lazy("Become a partner of ours")
    submit_label = gettext_lazy("Send the request")

    def perform(self, form):
        values = form.values()
        if not consume(self.request, action="partnership_request", key=values["person_email"].lower()):
            raise PortalError(
                _("So many requests have come from you that we take no more today. Write to %(office)s instead.")
                % {"office": settings.OFFICE_EMAIL}
            )
        return receive(language=get_language(), **values)

    def success_url_for(self, written):
        return reverse("partnership:request_sent")

    def cancel_url(self):
        return reverse("finder:institution_list")

    def get_context_data(self, **kwargs):
        data = self.request.POST
        known = known_partners_like(data.get("organisation", ""), country=data.get("country", ""))
        return super().get_context_data(known_partners=known, days=settings.PARTNERSHIP_ANSWER_DAYS, **kwargs)


@login_not_required
@require_safe
def known_partners(request):
    """Published partners like the name that is being typed."""
    typed = request.GET
    found = []
    if consume(request, action="partnership_similar"):
        found = known_partners_like(
            typed.get("organisation", ""), country=typed.get("country", ""), city=typed.get("city", "")
        )
    return render(request, "finder/partnership/known.html", {"known_partners": found})


@login_not_required
@require_safe
def request_sent(request):
    return render(request, "finder/partnership/sent.html", {"days": settings.PARTNERSHIP_CONFIRM_DAYS})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def request_confirm(request, token: str):
    """The address from the mail: opening it shows a button, the button confirms, once; later it says what happens."""
    partnership_request = request_of(token)
    if partnership_request is None:
        return render(request, "finder/partnership/gone.html", status=404)
    if request.method == "POST":
        with suppress(TransitionRefused):  # pressed twice: the page says that we have it
            confirm(partnership_request)
        return redirect(request.path)
    return render(request, "finder/partnership/confirm.html", {"asked": partnership_request})
