"""The portal's health, for monitors as JSON and for people as a page; it needs no sign-in and no working database."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reminders.health import examine

DETAILS = "reminders.view_night"
READABLE = {"indent": 2, "ensure_ascii": False}


@login_not_required
@never_cache
@require_safe
def health(request):
    """200 when all is well, else 503, with each check by name. Faults are told to the office and administrators."""
    translation.activate(translation.get_language_from_request(request))
    checks = examine()
    is_well = all(check.is_ok for check in checks)
    if not _knows_people(checks):
        request.user = AnonymousUser()  # to ask who it is would need the database
    shows_faults = request.user.has_perm(DETAILS)
    if request.get_preferred_type(["application/json", "text/html"]) == "text/html":
        response = _as_page(request, checks, is_well=is_well, shows_faults=shows_faults)
    else:
        data = _as_data(checks, is_well=is_well, shows_faults=shows_faults)
        response = JsonResponse(data, json_dumps_params=READABLE)
    response.status_code = 200 if is_well else 503
    response._has_been_logged = True  # or Django would log, and mail, an error at each asking
    return response


def _knows_people(checks) -> bool:
    return all(check.is_ok for check in checks if check.name == "database")


def _as_data(checks, *, is_well: bool, shows_faults: bool) -> dict:
    return {
        "ok": is_well,
        "checks": {
            check.name: {
                "ok": check.is_ok,
                "since": check.since,
                "sentence": check.sentence,
                **({"fault": check.fault} if shows_faults and check.fault else {}),
            }
            for check in checks
        },
    }


def _as_page(request, checks, *, is_well: bool, shows_faults: bool):
    title = _("All is well") if is_well else _("Something needs a look")
    # Messages lie in the session, and that in the database; they are shown on the next page.
    context = {"title": title, "checks": checks, "shows_faults": shows_faults, "messages": []}
    return TemplateResponse(request, "reminders/health.html", context)


@login_not_required
@never_cache
@require_safe
def alive(request):
    """Whether this web process answers: for what restarts it or takes it out of a pool, and nothing beyond it."""
    return HttpResponse("alive\n", content_type="text/plain")
