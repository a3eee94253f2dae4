"""Spreadsheets on their way in, as a person sees them: file, columns and words, rehearsal, import, report."""

from types import SimpleNamespace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.enums import ImportState
from core.errors import PortalError
from core.exports import XLSX_TYPE
from core.imports import runs
from core.imports.forms import MappingForm, UploadForm
from core.imports.importer import Importer, importer_named, importers_for
from core.imports.mapping import Mapping
from core.imports.pages import STEP_OF_STATE, report_page, state_pill, steps_of
from core.imports.profiles import filled_in, gone_columns, profiles_of, recognised
from core.jobs import progress_of
from core.models import ImportRun
from core.private_files import download_response

RUNS_SHOWN = 100


def _require_any(user):
    if not importers_for(user):
        raise PermissionDenied


def _importer(user, name: str) -> Importer:
    """The importer of the address: 404 where there is none, 403 where the person may not use it."""
    try:
        importer = importer_named(name)
    except PortalError as error:
        raise Http404 from error
    if not user.has_perm(importer.right):
        raise PermissionDenied
    return importer


def _run(request, pk: int) -> ImportRun:
    _require_any(request.user)
    return get_object_or_404(runs.runs_visible_to(request.user), pk=pk)


def _page(run: ImportRun) -> str:
    return reverse("core:import_detail", args=[run.pk])


def _crumbs(*further):
    return [{"label": _("Imports"), "url": reverse("core:import_list")}, *further]


@require_GET
def import_list(request):
    _require_any(request.user)
    found = runs.runs_visible_to(request.user).defer("report", "mapping")[:RUNS_SHOWN]
    shown = [{"run": run, "importer": importer_named(run.importer), "state": state_pill(run)} for run in found]
    kept = profiles_of(request.user).order_by("importer", "name")
    context = {
        "title": _("Imports"),
        "importers": importers_for(request.user),
        "profiles": [{"profile": profile, "importer": importer_named(profile.importer)} for profile in kept],
        "runs": shown,
    }
    return TemplateResponse(request, "core/import_list.html", context)


@require_http_methods(["GET", "POST"])
def import_create(request, importer):
    importer = _importer(request.user, importer)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*sent, importer=importer)
    if form.is_valid():
        upload, options = form.cleaned_data["file"], _asked_for(request, importer) | form.options()
        try:
            run = runs.start_run(importer=importer, upload=upload, actor=request.user, options=options)
        except PortalError as error:
            form.add_error("file", error.sentence)
        else:
            return HttpResponseRedirect(_page(run))
    context = {
        "title": importer.title,
        "importer": importer,
        "form": form,
        "crumbs": _crumbs(),
        "steps": steps_of(importer, 0),
    }
    return TemplateResponse(request, "core/import_upload.html", context, status=422 if form.errors else 200)


def _asked_for(request, importer) -> dict[str, str]:
    """What the address says of the whole file, such as for which round a list is; the next page shows it to choose."""
    said = {option.name: request.GET.get(option.name, "") for option in importer.options}
    return {name: value[:60] for name, value in said.items() if value}


@require_GET
def import_detail(request, pk):
    run = _run(request, pk)
    importer = importer_named(run.importer)
    state = runs.state_of(run)
    if state == ImportState.UPLOADED and importer.has_mapping:
        return HttpResponseRedirect(reverse("core:import_mapping", args=[run.pk]))
    context = {
        "title": run.original_name,
        "run": run,
        "importer": importer,
        "crumbs": _crumbs(),
        "steps": steps_of(importer, STEP_OF_STATE.get(state, 0)),
        "is_working": state in runs.WORKING,
        "is_rehearsed": state == ImportState.REHEARSED,
        "is_imported": state == ImportState.IMPORTED,
        "is_failed": state == ImportState.FAILED,
        "is_discarded": state == ImportState.DISCARDED,
        **report_page(run, request.GET),
        **_progress(run),
    }
    return TemplateResponse(request, "core/import_detail.html", context)


def _progress(run: ImportRun) -> dict:
    done, total = progress_of(run.job) if run.job else (0, 0)
    percent = round(100 * done / total) if total else None
    return {"done": done, "total": total, "percent": percent, "is_begun": bool(run.job and run.job.started_at)}


@require_GET
def import_progress(request, pk):
    """The progress bar alone, asked for every second; when the work is over the whole page is to be read again."""
    run = _run(request, pk)
    if runs.state_of(run) not in runs.WORKING:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return TemplateResponse(request, "core/import_progress.html", {"run": run, **_progress(run)})


@require_http_methods(["GET", "POST"])
def import_mapping(request, pk):
    run = _run(request, pk)
    importer = importer_named(run.importer)
    if not importer.has_mapping or runs.state_of(run) not in runs.OPEN_STATES:
        return HttpResponseRedirect(_page(run))
    table = runs.table_of(run)
    kept = Mapping.from_json(run.mapping)
    if request.method == "GET":
        return _first_mapping_page(request, run, importer, table, kept)
    form = MappingForm(request.POST, importer=importer, table=table, mapping=kept)
    if "refresh" in request.POST or request.htmx:
        return _mapping_page(request, run, importer, table, form.redrawn())
    if form.is_valid():
        try:
            keeping = {name: form.cleaned_data[name] for name in ("save_as", "is_shared")}
            runs.rehearse_run(run, actor=request.user, mapping=form.mapping, **keeping)
        except PortalError as error:
            form.add_error(None, error.sentence)
        else:
            return HttpResponseRedirect(_page(run))
    return _mapping_page(request, run, importer, table, form)


def _first_mapping_page(request, run, importer, table, kept):
    """As proposed, or filled in from the saved mapping that was asked for; one that the file looks like is offered."""
    number, profiles = request.GET.get("profile", ""), list(profiles_of(request.user, importer))
    profile = next((row for row in profiles if str(row.pk) == number), None)
    further = {"recognised": None if profile else recognised(profiles, table), "filled_from": profile}
    if shown := profile or further["recognised"]:
        further["gone"] = gone_columns(shown, importer, table)
    if profile:
        kept = filled_in(kept, profile, importer, table)
        messages.info(request, _("Filled in from the saved mapping “%(name)s”.") % {"name": profile.name})
        for fact, column in further["gone"]:
            sentence = _("The mapping takes “%(fact)s” from the column “%(column)s”, which this file does not have.")
            messages.warning(request, sentence % {"fact": fact, "column": column})
    form = MappingForm(importer=importer, table=table, mapping=kept)
    return _mapping_page(request, run, importer, table, form, **further)


def _mapping_page(request, run, importer, table, form, **further):
    context = {
        "title": _("What do the columns mean?"),
        "run": run,
        "importer": importer,
        "table": table,
        "form": form,
        "profiles": profiles_of(request.user, importer),
        "crumbs": _crumbs(),
        "steps": steps_of(importer, 1),
        **further,
    }
    template = "core/import_mapping.html#mapping" if request.htmx else "core/import_mapping.html"
    return TemplateResponse(request, template, context, status=422 if form.errors else 200)


@require_POST
def import_rehearse(request, pk):
    """Rehearse again with the mapping as it is: after a failure, or when the register has changed."""
    run = _run(request, pk)
    return _act(
        request, run, lambda: runs.rehearse_run(run, actor=request.user, mapping=Mapping.from_json(run.mapping))
    )


@require_POST
def import_confirm(request, pk):
    run = _run(request, pk)
    return _act(request, run, lambda: runs.confirm_run(run, actor=request.user))


@require_POST
def import_discard(request, pk):
    run = _run(request, pk)
    return _act(request, run, lambda: runs.discard_run(run, actor=request.user))


def _act(request, run: ImportRun, act):
    try:
        act()
    except PortalError as error:
        messages.error(request, error.sentence)
    return HttpResponseRedirect(_page(run))


@require_GET
def import_refused(request, pk):
    run = _run(request, pk)
    if not run.refused_file:
        raise Http404
    name = f"{run.original_name.rsplit('.', 1)[0]}-{_('refused')}.xlsx"
    return download_response(SimpleNamespace(file=run.refused_file, original_name=name, content_type=XLSX_TYPE))
