"""What is decided for a whole register: who keeps its agreements, what a bare year means, what of known rows."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.imports.register_words import units
from core.imports.mapping import Option

KEEP, UPDATE = "keep", "update"


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


def _known() -> list[tuple[str, str]]:
    return [
        (KEEP, _("Stay as they are in the portal; differences are told")),
        (UPDATE, _("Take over what this file says otherwise")),
    ]


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
    Option(
        "known",
        gettext_lazy("Agreements that are there already"),
        gettext_lazy("Each change is shown first. What both sides agreed on stays where an agreement is in force."),
        default=KEEP,
        choices=_known,
    ),
)
