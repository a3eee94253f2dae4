"""Agreements written out for the archive: what would go in, how far it is, the file."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Sum
from django.db.models.functions import Coalesce
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agreements.filters import AgreementFilter
from agreements.models import Agreement, ArchiveExport, Document
from agreements.registry.archive.exports import ARCHIVE, start_export, why_not
from core.addresses import address_with
from core.errors import PortalError
from core.jobs import is_lost, progress_of
from core.private_files import download_response
from core.views.actions import ActionView
from core.views.rights import require

SHOWN = 50


class AgreementArchiveView(ActionView):
    """Starts the export of one agreement, and leads to it."""

    model = Agreement
    object_right = ARCHIVE

    def perform(self, note):
        self.export = start_export(Agreement.objects.filter(pk=self.object.pk), actor=self.request.user)

    def way_back(self):
        return _page(self.export) if hasattr(self, "export") else super().way_back()


@require_safe
def export_list(request):
    require(request.user, ARCHIVE)
    exports = ArchiveExport.objects.visible_to(request.user).select_related("job")[:SHOWN]
    context = {"title": _("Archive exports"), "exports": exports, "crumbs": _crumbs()}
    return TemplateResponse(request, "agreements/archive_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def export_create(request):
    """The agreements of the list with the filters of the address: how many and how large, then the press."""
    require(request.user, ARCHIVE)
    found = _filtered(request)
    count = found.count()
    refusal = why_not(count)
    if request.method == "POST":
        try:
            return HttpResponseRedirect(_page(start_export(found, actor=request.user)))
        except PortalError as error:
            refusal = error.sentence
    context = {
        "title": _("Archive export"),
        "count": count,
        "documents": None if refusal else _documents_of(found, request.user),
        "refusal": refusal,
        "cancel_url": f"{reverse('agreements:agreement_list')}{address_with(request.GET)}",
        "crumbs": _crumbs(),
    }
    status = 422 if refusal and request.method == "POST" else 200
    return TemplateResponse(request, "agreements/archive_new.html", context, status=status)


def _documents_of(agreements, user) -> dict[str, int]:
    """How many there are of ``agreements``, and their bytes together: asked only of what can be written out."""
    documents = Document.objects.visible_to(user).filter(agreement__in=agreements.order_by().values("pk"))
    return documents.aggregate(count=Count("pk"), size=Coalesce(Sum("size"), 0))


def _filtered(request):
    """Keys alone: a filtered list may come with what its rows show."""
    queryset = Agreement.objects.visible_to(request.user)
    return AgreementFilter(request.GET, queryset=queryset, request=request).qs


@require_safe
def export_detail(request, pk: int):
    return _detail(request, _export(request, pk))


def _detail(request, export: ArchiveExport, status: int = 200):
    context = {"title": _("Archive export"), "crumbs": _crumbs(is_below=True), **_standing(export)}
    return TemplateResponse(request, "agreements/archive_detail.html", context, status=status)


@require_safe
def export_progress(request, pk: int):
    """The progress bar alone; when the work is over the whole page is to be read again."""
    export = _export(request, pk)
    standing = _standing(export)
    if not standing["is_working"]:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return TemplateResponse(request, "agreements/includes/archive_progress.html", standing)


@require_safe
def export_download(request, pk: int):
    export = _export(request, pk)
    return download_response(export) if export.is_ready else _detail(request, export, status=404)


def _export(request, pk: int) -> ArchiveExport:
    """One's own, while one has the right: 404 for others', 403 without it."""
    if not request.user.has_perm(ARCHIVE):
        raise PermissionDenied
    return get_object_or_404(ArchiveExport.objects.visible_to(request.user).select_related("job"), pk=pk)


def _standing(export: ArchiveExport) -> dict:
    lost = export.is_working and is_lost(export.job)
    done, total = progress_of(export.job) if export.job else (0, 0)
    return {
        "export": export,
        "is_working": export.is_working and not lost,
        "is_failed": export.is_failed or lost,
        "done": done,
        "total": total,
        "percent": round(100 * done / total) if total else None,
    }


def _page(export: ArchiveExport) -> str:
    return reverse("agreements:archive_detail", args=[export.pk])


def _crumbs(*, is_below: bool = False) -> list[dict]:
    crumbs = [{"label": _("Agreements"), "url": reverse("agreements:agreement_list")}]
    below = [{"label": _("Archive exports"), "url": reverse("agreements:archive_list")}]
    return crumbs + (below if is_below else [])
