"""Many rows changed at once, as a person sees it: what to change, what that means for each row, done, undone."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.bulk.doing import carry_out, undo
from core.bulk.kinds import BulkKind, kind_named
from core.bulk.models import BulkEdit
from core.bulk.pages import latest_of, page_of_edit, progress_of_edit
from core.bulk.preparing import prepare_edit
from core.errors import PortalError
from core.keys import keys_among
from core.navigation import forget_counts
from core.views.rights import require

EVERYTHING = "all"


def _kind(user, name: str) -> BulkKind:
    try:
        kind = kind_named(name)
    except PortalError as error:
        raise Http404 from error
    require(user, kind.right)
    return kind


def _edit(request, pk: int) -> BulkEdit:
    return get_object_or_404(BulkEdit.objects.select_related("job", "started_by"), pk=pk, started_by=request.user)


def _list_url(kind: BulkKind, query: str) -> str:
    path = reverse(kind.list_url_name)
    return f"{path}?{query}" if query else path


def _chosen_keys(request, kind: BulkKind, query: str) -> list[int]:
    """The ticked rows that the person may see, or all rows of the filter."""
    if request.GET.get("scope") == EVERYTHING:
        return list(kind.chosen(request, QueryDict(query)).values_list("pk", flat=True))
    ticked = keys_among(request.GET.getlist("row"))
    visible = kind.model._default_manager.visible_to(request.user)
    return list(visible.filter(pk__in=ticked).values_list("pk", flat=True))


@require_http_methods(["GET", "POST"])
def bulk_create(request, kind: str):
    """Address: ``scope`` (rows or all), ``row`` (each ticked), ``query`` (of the list: all rows, and the way back)."""
    kind = _kind(request.user, kind)
    query = request.GET.get("query", "")
    keys = _chosen_keys(request, kind, query)
    if not keys:
        messages.error(request, _("Tick at least one row first."))
        return HttpResponseRedirect(_list_url(kind, query))
    form = kind.form_class(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        try:
            edit = prepare_edit(kind, keys, wanted=form.wanted(), actor=request.user, note=note, query=query)
        except PortalError as error:
            form.add_error(None, error.sentence)
        else:
            return HttpResponseRedirect(edit.get_absolute_url())
    context = {
        "title": _("Change several %(kind)s") % {"kind": kind.title},
        "count": len(keys),
        "form": form,
        "submit_label": _("Show what would change"),
        "cancel_url": _list_url(kind, query),
        "latest": latest_of(request.user, kind),
    }
    return TemplateResponse(request, "core/bulk_form.html", context, status=422 if form.errors else 200)


@require_GET
def bulk_detail(request, pk: int):
    edit = _edit(request, pk)
    kind = _kind(request.user, edit.kind)
    context = {"list_url": _list_url(kind, edit.query), **page_of_edit(edit, kind, request.GET)}
    return TemplateResponse(request, "core/bulk_detail.html", context)


@require_GET
def bulk_progress(request, pk: int):
    """The progress alone, asked for every second; when the work is over the whole page is to be read again."""
    edit = _edit(request, pk)
    context = progress_of_edit(edit)
    if not context["is_working"]:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return TemplateResponse(request, "core/includes/bulk_progress.html", {"edit": edit, **context})


@require_POST
def bulk_carry_out(request, pk: int):
    return _act(request, pk, carry_out)


@require_POST
def bulk_undo(request, pk: int):
    return _act(request, pk, undo)


def _act(request, pk: int, act):
    edit = _edit(request, pk)
    _kind(request.user, edit.kind)
    try:
        act(edit, actor=request.user)
    except PortalError as error:
        messages.error(request, error.sentence)
    forget_counts(request.user)
    return HttpResponseRedirect(edit.get_absolute_url())
