"""All that is signed of a version, in the order of the Commission's form, as plain values with one checksum."""

import hashlib
import json
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import override

from core.eu_funding import EuFunding
from core.institution_name import institution_name
from mobility.learning.traineeships.changes import FIELDS, changes_of, plain
from mobility.models import LearningAgreementVersion, LearningComponent, Traineeship
from partners.models import Institution


@dataclass(frozen=True)
class Content:
    """``values`` are JSON; ``sha256`` is of their canonical text. A signed version gives what was signed."""

    values: dict
    sha256: str


def funding_of(values: dict) -> EuFunding | None:
    """What says that the Union pays, where a programme does (LG-03)."""
    return EuFunding() if values["is_funded"] else None


def content_of(version: LearningAgreementVersion) -> Content:
    """What a signature now would be set under."""
    if version.content_sha256:
        return Content(version.content, version.content_sha256)
    with override("en"):
        values = {**_parties(version), **_programme(version), **_substance(version)}
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return Content(json.loads(text), hashlib.sha256(text.encode()).hexdigest())


def _substance(version) -> dict:
    """What is done abroad: a traineeship of a trainee, components of everybody else."""
    if not version.is_of_trainee:
        return {"components": _components(version)}
    row = Traineeship.objects.filter(version=version).first()
    row = row or Traineeship(version=version, organisation=version.stay.place)
    kept = {name: plain(row, name) for name in FIELDS}
    changes = {"changes": changes_of(row), "change_reason": row.change_reason, "change_words": row.change_words}
    place = {"country": str(version.stay.country), "signer": version.partner_signer}
    return {"components": [], "traineeship": {**kept, **changes, **place}}


def _parties(version) -> dict:
    stay, ours, theirs = version.stay, _ours(version.stay), _theirs(version)
    return {
        "student": _student(stay),
        "sending": ours if stay.is_outgoing else theirs,
        "receiving": theirs if stay.is_outgoing else ours,
    }


def _ours(stay) -> dict:
    home = Institution.objects.filter(erasmus_code=settings.HOME_INSTITUTION).select_related("country").first()
    return {
        "name": home.name if home else institution_name(),
        "code": home.erasmus_code if home else "",
        "country": str(home.country) if home else "",
        "unit": str(stay.unit),
        "signer": "",
    }


def _theirs(version) -> dict:
    stay = version.stay
    return {
        "name": stay.place,
        "code": stay.partner.erasmus_code if stay.partner_id else "",
        "country": str(stay.country),
        "unit": "",
        "signer": version.partner_signer,
    }


def _student(stay) -> dict:
    person = stay.participant
    return {
        "name": person.name,
        "born_on": person.born_on.isoformat() if person.born_on else "",
        "nationality": str(person.nationality) if person.nationality_id else "",
        "level": stay.get_eqf_level_display() if stay.eqf_level else "",
        "field": str(stay.isced_field) if stay.isced_field_id else "",
    }


def _programme(version) -> dict:
    stay = version.stay
    return {
        "number": version.number,
        "kind": version.kind,
        "scheme": str(stay.scheme),
        "is_funded": bool(stay.scheme.rules) and not stay.is_zero_grant,
        "starts_on": version.starts_on.isoformat(),
        "ends_on": version.ends_on.isoformat(),
        "virtual_starts_on": stay.virtual_starts_on.isoformat() if stay.virtual_starts_on else "",
        "virtual_ends_on": stay.virtual_ends_on.isoformat() if stay.virtual_ends_on else "",
        "language": str(stay.language) if stay.language_id else "",
        "language_level": stay.language_level,
        "catalogue_url": version.catalogue_url,
        "provisions": version.provisions,
        "late_because": version.late_because,
    }


def _components(version) -> list[dict]:
    rows = sorted(version.components.all(), key=lambda row: (row.position, row.pk))
    return [_component(row) for row in rows]


def _component(row: LearningComponent) -> dict:
    return {
        "kind": row.kind,
        "code": row.code,
        "title": row.title,
        "ects": "" if row.ects is None else f"{row.ects.normalize():f}",
        "term": row.term,
        "language": str(row.language) if row.language_id else "",
        "counts_as": str(row.counterpart) if row.counterpart_id else "",
        "is_automatic": row.is_automatic,
        "instead": row.instead,
        "change": row.change,
        "change_reason": row.change_reason,
        "change_words": row.change_words,
    }
