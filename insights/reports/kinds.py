"""The kinds of reports: what each may be about, for whom, and the parts it is put together from."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from core.keys import is_key
from core.papers.sections import Section
from insights.enums import ReportKind
from insights.querysets import VIEW
from insights.reports import dossier
from insights.reports.asked import Asked
from partners.models import Institution

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
}


def may_have(user, kind: str) -> bool:
    return user.has_perm(VIEW) and user.has_perm(KINDS[kind].right)


def kinds_of(user) -> list[ReportKind]:
    """Those the person may have made."""
    return [ReportKind(kind) for kind in KINDS if may_have(user, kind)]
