from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.search import SHOWN_AS_TYPED, SHOWN_ON_PAGE, search
from core.search_text import prefix_query
from core.suggestions import suggest


@require_safe
def search_everything(request):
    """The search box: a few lines as the person types (htmx), a plain page of results otherwise."""
    if not request.user.has_perm("core.search"):
        raise PermissionDenied
    text = request.GET.get("q", "").strip()
    found = search(request.user, text, SHOWN_AS_TYPED if request.htmx else SHOWN_ON_PAGE)
    has_words = prefix_query(text) is not None
    context = {
        "text": text,
        "has_words": has_words,
        "found": found,
        "suggestion": suggest(request.user, text) if has_words and not found else "",
    }
    template = "core/search.html#results" if request.htmx else "core/search.html"
    return render(request, template, context)
