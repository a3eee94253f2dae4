"""The pictures together, each by itself, and their files."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from core.exports import rows_response
from core.views.rights import RightRequired
from insights.pictures.catalogue import PICTURES, Picture, pictures_of
from insights.pictures.files import png_of, svg_of
from insights.pictures.numbers import table_of
from insights.querysets import VIEW

FORMATS = {"svg": "SVG", "png": "PNG", "csv": "CSV"}


class PictureListView(RightRequired, TemplateView):
    right = VIEW
    template_name = "insights/pictures/list.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            title=_("Pictures"),
            subtitle=_("Drawn from what you may see. The files may leave the house: they hide small groups."),
            crumbs=[{"label": _("Insights"), "url": reverse("insights:home")}],
            shown=[shown(picture, user) for picture in pictures_of(user)],
            **kwargs,
        )


def shown(picture: Picture, user) -> dict:
    chart = picture.draw(user, is_leaving=False)
    files = [
        {"label": label, "url": reverse("insights:picture_file", args=[picture.name, name])}
        for name, label in FORMATS.items()
    ]
    url = reverse("insights:picture_detail", args=[picture.name])
    is_withheld = bool(chart) and picture.hides_small and picture.draw(user, is_leaving=True) is None
    has_files = bool(chart) and not is_withheld
    return {
        "picture": picture,
        "chart": chart,
        "files": files if has_files else [],
        "is_withheld": is_withheld,
        "url": url,
    }


class PictureView(RightRequired, TemplateView):
    right = VIEW
    template_name = "insights/pictures/detail.html"

    def get_context_data(self, **kwargs):
        picture = asked_picture(self.request, self.kwargs["name"])
        found = shown(picture, self.request.user)
        return super().get_context_data(
            title=picture.label,
            crumbs=[{"label": _("Pictures"), "url": reverse("insights:picture_list")}],
            actions=found["files"],
            **found,
            **kwargs,
        )


def asked_picture(request, name: str) -> Picture:
    """404 for what there is not, 403 for what the person may not see."""
    if name not in PICTURES:
        raise Http404
    if not PICTURES[name].is_for(request.user):
        raise PermissionDenied
    return PICTURES[name]


@require_safe
def picture_file(request, name: str, file_format: str):
    picture = asked_picture(request, name)
    chart = picture.draw(request.user, is_leaving=True)
    if file_format not in FORMATS or chart is None:
        raise Http404
    if file_format == "csv":
        return rows_response(str(picture.label), *table_of(chart), file_format="csv")
    svg = svg_of(picture, chart)
    content, content_type = (svg, "image/svg+xml") if file_format == "svg" else (png_of(svg), "image/png")
    file_name = f"{picture.name}-{timezone.localdate():%Y-%m-%d}.{file_format}"
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{file_name}"', "X-Content-Type-Options": "nosniff"},
    )
