"""Who may be forgotten, the decision in two presses, and the protocols that remain."""

from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.enums import JobState
from core.errors import PortalError
from core.sending_once import Sending
from core.views.rights import require
from mobility.models import Forgetting, StayRetention
from mobility.people.deciding import ANONYMISE, MOST, decide, people_to_decide_on
from mobility.people.forms import ForgettingForm
from mobility.people.views.persons import crumbs
from mobility.rules.sources import sources_named


@require_http_methods(["GET", "HEAD", "POST"])
def forgetting_list(request):
    """Who is due, longest away first. The first press shows what would happen, the second does it, once."""
    require(request.user, ANONYMISE)
    if "confirmed" not in request.POST:
        return _asked(request)
    with Sending(request) as sending:
        if sending.made is None:
            return _asked(request, sending)
        return HttpResponseRedirect(sending.made or reverse("mobility:forgetting_list"))


def _asked(request, sending: Sending | None = None):
    """The list, the page that asks once more, or with ``sending`` the decision."""
    people = list(people_to_decide_on()[:MOST])
    form = ForgettingForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_valid():
        if sending is None:
            return _page(request, people, form, "mobility/people/forgetting_confirm.html")
        try:
            done = decide(form.cleaned_data["keys"], actor=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.refuse(error)
        except PortalError as error:
            form.add_error(None, error.sentence)
        else:
            return HttpResponseRedirect(sending.is_done(done.get_absolute_url()))
    template = "mobility/people/forgetting_list.html"
    return _page(request, people, form, template, status=422 if form.errors else 200)


def _page(request, people, form, template: str, *, status: int = 200):
    asked = set(request.POST.getlist("keys"))
    rows = [(person, str(person.pk) in asked) for person in people]
    rules = list(StayRetention.objects.all())
    context = {
        "title": _("Forgetting people"),
        "rules": rules,
        "sources": sources_named(rule.source for rule in rules),
        "form": form,
        "rows": rows,
        "chosen": [person for person, is_chosen in rows if is_chosen],
        "protocols": Forgetting.objects.select_related("job")[:50],
        "crumbs": crumbs(),
    }
    return TemplateResponse(request, template, context, status=status)


@require_safe
def forgetting_detail(request, pk: int):
    require(request.user, ANONYMISE)
    protocol = get_object_or_404(Forgetting.objects.select_related("job"), pk=pk)
    job = protocol.job
    context = {
        "title": str(protocol),
        "protocol": protocol,
        "is_working": job is not None and job.state not in JobState.finished,
        "has_failed": job is not None and job.state == JobState.FAILED,
        "left": len(protocol.keys) - protocol.forgotten_count,
        "crumbs": [*crumbs(), {"label": _("Forgetting people"), "url": reverse("mobility:forgetting_list")}],
    }
    return TemplateResponse(request, "mobility/people/forgetting_detail.html", context)
