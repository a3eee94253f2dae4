"""What the list of charter holders holds, under the Commission's headings, and how a change is told."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.imports.mapping import Option, Target
from partners.imports.charter_rows import day_of

LABELS = {
    "legal_name": gettext_lazy("legal name"),
    "name": gettext_lazy("name"),
    "country_id": gettext_lazy("country"),
    "city": gettext_lazy("city"),
    "street": gettext_lazy("street"),
    "post_code": gettext_lazy("post code"),
    "website": gettext_lazy("website"),
    "erasmus_code": gettext_lazy("Erasmus code"),
    "pic": gettext_lazy("PIC"),
    "oid": gettext_lazy("OID"),
    "charter_number": gettext_lazy("charter number"),
    "charter_starts_on": gettext_lazy("charter valid from"),
    "charter_ends_on": gettext_lazy("charter valid to"),
    "charter_missing_since": gettext_lazy("missing from the list since"),
}


def not_a_date(value: str) -> str | None:
    """A sentence where the edition is no day."""
    return None if day_of(value) else _("The edition must be a date like 2026-04-08.")


TARGETS = (
    Target("erasmus_code", gettext_lazy("Erasmus code"), ("erasmus code",), is_required=True),
    Target("legal_name", gettext_lazy("Legal name"), ("legal name", "organisation legal name"), is_required=True),
    Target("country", gettext_lazy("Country code"), ("country cd", "country code"), is_required=True),
    Target("pic", gettext_lazy("PIC"), ("pic",), is_required=True),
    Target("oid", gettext_lazy("OID"), ("oid",)),
    Target("street", gettext_lazy("Street"), ("street",)),
    Target("post_code", gettext_lazy("Post code"), ("post cd", "post code")),
    Target("city", gettext_lazy("City"), ("city",), is_required=True),
    Target("website", gettext_lazy("Website"), ("website url", "website")),
    Target("charter_number", gettext_lazy("Proposal number"), ("proposal number",)),
    Target("starts_on", gettext_lazy("Charter start"), ("erasmus eche start", "eche start")),
    Target("ends_on", gettext_lazy("Charter end"), ("erasmus eche end", "eche end")),
)
OPTIONS = (
    Option(
        "edition",
        gettext_lazy("Edition of the list"),
        gettext_lazy("A date like 2026-04-08. Left empty: the date in the file's name, else today."),
        is_required=True,
        check=not_a_date,
    ),
)
