"""The portal's health, for monitors as JSON and for people as a page; it needs no sign-in and no working database."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reminders.health import examine

READABLE = {"indent": 2, "ensure_ascii": False}


@login_not_required
@never_cache
@require_safe
def health(request):
    """200 when all is well, else 503, with each check by name.

    Whoever asks is a stranger here (``core.middleware.StrangersMiddleware``): the faults behind the
    sentences stand on the page of the nights.
    """
    translation.activate(translation.get_language_from_request(request))
    checks = examine()
    is_well = all(check.is_ok for check in checks)
    if request.get_preferred_type(["application/json", "text/html"]) == "text/html":
        title = _("All is well") if is_well else _("Something needs a look")
        response = TemplateResponse(request, "reminders/health.html", {"title": title, "checks": checks})
    else:
        response = JsonResponse(_as_data(checks, is_well=is_well), json_dumps_params=READABLE)
    response.status_code = 200 if is_well else 503
    response._has_been_logged = True  # or Django would log, and mail, an error at each asking
    return response


def _as_data(checks, *, is_well: bool) -> dict:
    return {
        "ok": is_well,
        "checks": {
            check.name: {"ok": check.is_ok, "since": check.since, "sentence": check.sentence} for check in checks
        },
    }


@login_not_required
@never_cache
@require_safe
def alive(request):
    """Whether this web process answers: for what restarts it or takes it out of a pool, and nothing beyond it."""
    return HttpResponse("alive\n", content_type="text/plain")
