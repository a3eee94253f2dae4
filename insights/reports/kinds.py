"""The kinds of reports: what each may be about, for whom, and the parts it is put together from."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Unit
from agreements.registry.archive.exports import ARCHIVE
from core.keys import is_key
from core.papers.sections import Section
from insights.enums import ReportKind
from insights.querysets import VIEW
from insights.reports import dossier, of_country, register, yearly
from insights.reports.asked import Asked
from partners.models import Institution
from reference.academic_years import AcademicYear
from reference.models import Country

EVERYTHING = ""
ISO_CODE = re.compile(r"[A-Z]{2}")
Part = Callable[[Asked], Section]


@dataclass(frozen=True)
class Kind:
    """``subject_of`` finds what a key names, among what the person may read; None where there is no such thing."""

    right: str
    subject_of: Callable[[str, Any], Any]
    title: Callable[[Asked], str]
    parts: tuple[Part, ...]


def partner_of(key: str, user) -> Institution | None:
    """The partner of the key, or the one it was merged into."""
    visible = Institution.objects.visible_to(user).select_related("country")
    return visible.standing_for(int(key)).first() if is_key(key) else None


KINDS: dict[str, Kind] = {
    ReportKind.DOSSIER: Kind(
        right="partners.view_institution",
        subject_of=partner_of,
        title=lambda asked: _("Dossier: %(partner)s") % {"partner": asked.subject},
        parts=dossier.PARTS,
    ),
    ReportKind.ANNUAL: Kind(
        right=VIEW,
        subject_of=lambda key, user: Unit.objects.visible_to(user).filter(pk=key).first() if is_key(key) else None,
        title=lambda asked: (
            _("Internationalisation %(year)s: %(unit)s") % {"year": AcademicYear(asked.year), "unit": asked.subject}
        ),
        parts=yearly.PARTS,
    ),
    ReportKind.COUNTRY: Kind(
        right="partners.view_institution",
        subject_of=lambda key, user: Country.objects.filter(pk=key).first() if ISO_CODE.fullmatch(key) else None,
        title=lambda asked: _("Country brief: %(country)s") % {"country": asked.subject.name},
        parts=of_country.PARTS,
    ),
    ReportKind.REGISTER: Kind(
        right=ARCHIVE,
        subject_of=lambda key, user: EVERYTHING,
        title=lambda asked: _("Register of agreements"),
        parts=register.PARTS,
    ),
}


def may_have(user, kind: str) -> bool:
    return user.has_perm(VIEW) and user.has_perm(KINDS[kind].right)


def kinds_of(user) -> list[ReportKind]:
    """Those the person may have made."""
    return [ReportKind(kind) for kind in KINDS if may_have(user, kind)]
