"""What can be taken from a register, and under which headings people keep it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Unit
from core.imports.mapping import Option, Target


def units() -> list[tuple[str, str]]:
    """Units that may keep agreements, the whole university first."""
    return [(unit.code, unit.name) for unit in Unit.objects.filter(is_active=True).order_by("path")]


def _bare_years() -> list[tuple[str, str]]:
    return [
        ("12-31", _("31 December of it")),
        ("09-30", _("30 September of it")),
        ("08-31", _("31 August of it")),
        ("07-31", _("31 July of it")),
        ("06-30", _("30 June of it")),
    ]


def _publication() -> list[tuple[str, str]]:
    return [("no", _("Keep them internal for now")), ("yes", _("Show those in force on the public site"))]


TARGETS = (
    Target(
        "partner",
        gettext_lazy("Partner"),
        (
            "partner",
            "partner university",
            "partner institution",
            "institution",
            "university",
            "universidad",
            "name",
        ),
        is_required=True,
    ),
    Target(
        "country",
        gettext_lazy("Country"),
        ("country", "pais", "land", "pays"),
        gettext_lazy("In any language, or a code."),
        is_required=True,
        has_values=True,
    ),
    Target(
        "programme",
        gettext_lazy("Programme or kind"),
        ("programme", "programmes", "program", "programs", "kind", "type", "agreement type", "typ", "programa"),
        gettext_lazy("Several may stand in one cell, with a comma between them."),
        is_required=True,
        has_values=True,
    ),
    Target(
        "code",
        gettext_lazy("Erasmus code"),
        ("erasmus code", "code", "codigo", "kod"),
        gettext_lazy("Finds the partner even where the name is written differently."),
    ),
    Target(
        "partner_unit",
        gettext_lazy("Partner's faculty or unit"),
        ("centre faculty", "faculty", "department", "unit", "school", "facultad", "centro"),
    ),
    Target("starts_on", gettext_lazy("Starts"), ("valid from", "starts", "start", "from", "start date")),
    Target("ends_on", gettext_lazy("Ends"), ("valid until", "valid to", "ends", "end", "until", "expires")),
    Target("number", gettext_lazy("Registration number"), ("registration number", "number", "diary number", "dnr")),
    Target("city", gettext_lazy("City"), ("city", "town", "ciudad", "ort")),
    Target("website", gettext_lazy("Web page"), ("web", "website", "url", "web page", "homepage")),
    Target("latitude", gettext_lazy("Latitude"), ("latitude", "lat")),
    Target("longitude", gettext_lazy("Longitude"), ("longitude", "lon", "lng")),
    Target("remarks", gettext_lazy("Remarks"), ("remarks", "remark", "comments", "notes", "observaciones")),
)
OPTIONS = (
    Option(
        "source",
        gettext_lazy("Name of this register"),
        gettext_lazy("Rows of the same register are known again by this name when you import it once more."),
        is_required=True,
    ),
    Option(
        "responsible_unit",
        gettext_lazy("Responsible unit"),
        gettext_lazy("Keeps the imported agreements; can be changed for each of them later."),
        choices=units,
        is_required=True,
    ),
    Option(
        "bare_year",
        gettext_lazy("A bare year as the end means"),
        default="12-31",
        choices=_bare_years,
        is_required=True,
    ),
    Option("publication", gettext_lazy("On the public site"), default="no", choices=_publication, is_required=True),
)
