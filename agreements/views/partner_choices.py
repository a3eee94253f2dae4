"""Partners found as a person types, for the form of an agreement."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agreements.selectors import find_partners


@require_safe
def partner_choices(request):
    """The buttons that put a partner on the form; the form's own "Find" button does the same without JavaScript."""
    user = request.user
    if not (user.has_perm("agreements.add_agreement") or user.has_perm("agreements.change_agreement")):
        raise PermissionDenied
    text = request.GET.get("partner_query", "").strip()
    context = {"partners_found": find_partners(user, text) if text else None, "partner_query": text}
    return render(request, "agreements/includes/partners_found.html", context)
