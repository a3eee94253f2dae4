"""What the supplied indicators are measured in, in every language: their table has the English words alone."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SUPPLIED: dict[str, Promise] = {
    "agreements": _("agreements"),
    "applicants a place": _("applicants a place"),
    "applications": _("applications"),
    "courses": _("courses"),
    "days": _("days"),
    "doctoral students": _("doctoral students"),
    "evaluations": _("evaluations"),
    "million kronor": _("million kronor"),
    "people": _("people"),
    "programmes": _("programmes"),
    "proposals": _("proposals"),
    "publications": _("publications"),
    "semesters": _("semesters"),
    "stays": _("stays"),
    "students": _("students"),
    "students a seat": _("students a seat"),
    "study plans": _("study plans"),
    "subjects": _("subjects"),
    "years": _("years"),
}


def unit_words(measured_in: str) -> str:
    """In the reader's language; a unit that somebody of the university wrote stays as it was written."""
    return str(SUPPLIED.get(measured_in, measured_in))
