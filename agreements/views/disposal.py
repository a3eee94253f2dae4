"""What is due for the archive or for removal, the decision in two presses, and the protocols that remain."""

from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agreements.enums import RetentionSubject
from agreements.forms.disposal import DisposalForm
from agreements.models import Disposal, RetentionRule
from agreements.models.kinds_and_levels import in_the_readers_language
from agreements.registry.disposal.deciding import DISPOSE, decide
from agreements.registry.disposal.due import due_count, due_rows, last_day_due
from core.errors import PortalError
from core.views.rights import require

VIEW = "agreements.view_disposal"
SHOWN = 200


@require_safe
def disposal_list(request):
    """The rules with how much is due by each, and the newest protocols."""
    require(request.user, VIEW)
    rules = RetentionRule.objects.filter(is_active=True)
    context = {
        "title": _("Archive and disposal"),
        "rules": [{"rule": rule, "due": due_count(rule, request.user), **_words(rule)} for rule in rules],
        "disposals": Disposal.objects.annotate(total=Sum("lines__count"))[:SHOWN],
        "crumbs": _crumbs(),
    }
    return TemplateResponse(request, "agreements/disposal_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def disposal_create(request, subject: str):
    """What is due by one rule. The first press shows what would happen, the second does it."""
    require(request.user, VIEW if request.method != "POST" else DISPOSE)
    rule = get_object_or_404(RetentionRule, pk=subject, is_active=True)
    rows = due_rows(rule, request.user, most=SHOWN)
    form = DisposalForm(request.POST if request.method == "POST" else None, rows=rows)
    if form.is_valid():
        if "confirmed" not in request.POST:
            return _page(request, rule, rows, form, "agreements/disposal_confirm.html")
        try:
            done = decide(rule, form.cleaned_data["keys"], actor=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.refuse(error)
        except PortalError as error:
            form.add_error(None, error.sentence)
        else:
            return HttpResponseRedirect(done.get_absolute_url())
    return _page(request, rule, rows, form, "agreements/disposal_form.html", status=422 if form.errors else 200)


def _page(request, rule, rows, form, template: str, *, status: int = 200):
    asked = set(request.POST.getlist("keys")) if form.is_bound else None
    chosen = [row for row in rows if asked is None or str(row.key) in asked]
    context = {
        "title": str(rule),
        "rule": rule,
        "form": form,
        "rows": [{"row": row, "is_chosen": row in chosen} for row in rows],
        "chosen": chosen,
        "total": sum(row.count for row in chosen),
        "until": last_day_due(rule),
        "may_decide": request.user.has_perm(DISPOSE),
        "crumbs": _crumbs(is_below=True),
        **_words(rule),
    }
    return TemplateResponse(request, template, context, status=status)


@require_safe
def disposal_detail(request, pk: int):
    require(request.user, VIEW)
    disposal = get_object_or_404(Disposal.objects.select_related("export"), pk=pk)
    export = disposal.export if disposal.export and disposal.export.started_by_id == request.user.pk else None
    context = {
        "title": _("Protocol %(number)s") % {"number": disposal.pk},
        "disposal": disposal,
        "lines": disposal.lines.select_related("agreement"),
        "removes": disposal.subject == RetentionSubject.CONTACTS,
        "export": export,
        "crumbs": _crumbs(is_below=True),
    }
    return TemplateResponse(request, "agreements/disposal_detail.html", context)


def _words(rule: RetentionRule) -> dict:
    removes = rule.subject == RetentionSubject.CONTACTS
    return {"source": in_the_readers_language(rule, "source"), "removes": removes}


def _crumbs(*, is_below: bool = False) -> list[dict]:
    crumbs = [{"label": _("Agreements"), "url": reverse("agreements:agreement_list")}]
    below = [{"label": _("Archive and disposal"), "url": reverse("agreements:disposal_list")}]
    return crumbs + (below if is_below else [])
