"""The pictures together, each by itself, and their files."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from accounts.models import Unit
from core.exports import rows_response
from core.views.rights import RightRequired
from insights.kpis.choosing import OfUnitAndYear
from insights.pictures import drawn
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


def shown(picture: Picture, user, year: int | None = None, unit: Unit | None = None) -> dict:
    """``unit``: a part of the university, of which there is no file."""
    of_year: dict[str, Any] = {"year": year} if picture.is_of_year else {}
    chart = picture.draw(user, is_leaving=False, **of_year, **({"unit": unit} if unit else {}))
    is_withheld = bool(chart) and picture.hides_small and picture.draw(user, is_leaving=True, **of_year) is None
    has_files = bool(chart) and not is_withheld and not unit
    return {
        "picture": picture,
        "chart": chart,
        "files": files_of(picture, year) if has_files else [],
        "is_withheld": is_withheld,
        "url": reverse("insights:picture_detail", args=[picture.name]),
    }


def files_of(picture: Picture, year: int | None) -> list[dict]:
    query = f"?year={year}" if year and picture.is_of_year else ""
    return [
        {"label": label, "url": reverse("insights:picture_file", args=[picture.name, name]) + query}
        for name, label in FORMATS.items()
    ]


class PictureView(OfUnitAndYear, TemplateView):
    """Flows are of a year and of a unit; all other pictures of today and of everything."""

    template_name = "insights/pictures/detail.html"

    @cached_property
    def years(self) -> list[int]:
        return drawn.years_of_flows()

    def get_context_data(self, **kwargs):
        picture = asked_picture(self.request, self.kwargs["name"])
        offers = picture.is_of_year and bool(self.years)
        part = self.unit if offers and self.unit.parent_id else None
        found = shown(picture, self.request.user, self.year if offers else None, part)
        choice = {"year": self.year, "units": self.unit_choices(), "tabs": self.year_tabs()} if offers else {}
        return super().get_context_data(
            title=picture.label,
            crumbs=[{"label": _("Pictures"), "url": reverse("insights:picture_list")}],
            actions=found["files"],
            offers=offers,
            part=part,
            **choice,
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


def _of_year(request, picture: Picture) -> dict[str, int]:
    """The year a file is asked of; none is the newest."""
    asked = request.GET.get("year", "")
    if not (picture.is_of_year and asked):
        return {}
    if asked not in map(str, drawn.years_of_flows()):
        raise Http404
    return {"year": int(asked)}


@require_safe
def picture_file(request, name: str, file_format: str):
    picture = asked_picture(request, name)
    chart = picture.draw(request.user, is_leaving=True, **_of_year(request, picture))
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
