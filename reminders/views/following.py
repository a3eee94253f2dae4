from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.paging import page_of
from core.views.rights import require
from reminders.following import MOST_ROWS, followed_count, followed_rows


@require_safe
def following(request):
    """Everything the person follows, with what happened last and which date comes next."""
    require(request.user, "reminders.view_desk")
    page = page_of(followed_count(request.user), request.GET.get("page", ""), request.GET, MOST_ROWS)
    rows = followed_rows(request.user, first=max(page.first - 1, 0), most=MOST_ROWS)
    context = {"title": _("What you follow"), "rows": rows, "page": page}
    return TemplateResponse(request, "reminders/following.html", context)
