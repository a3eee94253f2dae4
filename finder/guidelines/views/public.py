"""What everybody reads of the guidelines."""

from pathlib import PurePath

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from finder import published
from finder.freshness import public_page
from finder.guidelines.enums import Audience


@public_page
def guideline_index(request):
    """Every guideline, by whom it is for."""
    rows = list(published.guidelines())
    groups = [(audience, [row for row in rows if row.audience == audience]) for audience in Audience]
    context = {
        "groups": [(audience, found) for audience, found in groups if found],
        "canonical_url": settings.SITE_URL + request.path,
    }
    return render(request, "finder/guidelines/index.html", context)


@public_page
def guideline_detail(request, slug):
    row = get_object_or_404(published.guidelines().select_related("scheme"), slug=slug)
    language = get_language()
    context = {
        "guideline": row,
        "files": published.guideline_files().filter(guideline=row).in_language(language),
        "is_translated": language == settings.LANGUAGE_CODE or bool(row.body_sv),
        "others": published.guidelines().filter(audience=row.audience).exclude(pk=row.pk)[:6],
        "office_email": settings.OFFICE_EMAIL,
        "canonical_url": settings.SITE_URL + request.path,
    }
    return render(request, "finder/guidelines/public.html", context)


@login_not_required
@require_safe
def guideline_file(request, pk):
    """A file under its public title: what people called it stays private."""
    row = get_object_or_404(published.guideline_files(), pk=pk)
    try:
        content = row.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    name = f"{slugify(row.title) or 'document'}{PurePath(row.file.name).suffix}"
    response = FileResponse(content, as_attachment=True, filename=name, content_type=row.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-cache"
    return response
