from pathlib import PurePath

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from finder import published


@login_not_required
@require_safe
def document_download(request, pk):
    """A file marked for everyone, under its public title: what people called the file stays private."""
    document = get_object_or_404(published.documents(), pk=pk)
    try:
        content = document.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    name = f"{slugify(document.title) or 'document'}{PurePath(document.file.name).suffix}"
    response = FileResponse(content, as_attachment=True, filename=name, content_type=document.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-cache"
    return response
