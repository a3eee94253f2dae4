"""What stands beside the partners: rounds of applications, one partner with or without a way out, names of codes."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.timezone import localtime
from django.utils.translation import override

from finder import published
from finder.enums import BROAD_FIELDS, PROGRAMMES, Level
from finder.index import Index
from finder.offers import point_of
from finder.open_data.addresses import in_each_language, pages_of
from finder.open_data.records import partner_record
from finder.rounds import ShownRound
from finder.words import Words
from partners.enums import InstitutionKind
from partners.models import Institution


def round_record(shown: ShownRound) -> dict:
    each = shown.round
    return {
        "id": each.pk,
        "name": {"en": each.name_en, "sv": each.name_sv or each.name_en},
        "activity": each.activity,
        "academic_year": str(each.year),
        "term": each.term,
        "opens_at": localtime(each.opens_at).isoformat(),
        "closes_at": localtime(each.closes_at).isoformat(),
        "answer_by": each.promised_on.isoformat() if each.promised_on else None,
        "apply_address": each.apply_address or None,
        "pages": in_each_language("finder:round_detail", each.pk),
        "places_left": shown.left,
        "partners": [{"id": there.partner.pk, "places_left": there.left} for there in shown.partners],
    }


def one_partner(institution: Institution, index: Index) -> dict:
    """The record of a published partner; without offers where nobody can be sent at present."""
    listed = next((one for one in index.partners if one.pk == institution.pk), None)
    if listed:
        return partner_record(listed, listed.offers)
    point = point_of(institution)
    names = [institution.native_name, *institution.aliases.values_list("name", flat=True)]
    return {
        "id": institution.pk,
        "name": institution.name,
        "other_names": [name for name in dict.fromkeys(names) if name and name != institution.name],
        "is_university": institution.kind == InstitutionKind.HIGHER_EDUCATION,
        "city": institution.city,
        "country": institution.country_id,
        "networks": sorted(_networks_of(institution)),
        "location": {"latitude": point[0], "longitude": point[1]} if point else None,
        "pages": pages_of(institution.pk, institution.slug),
        "offers": [],
    }


def _networks_of(institution: Institution) -> Iterable[int]:
    rows = published.network_members().filter(institution=institution, network__in=published.going_networks())
    return rows.order_by().values_list("network", flat=True)


def codes(words: Words) -> dict:
    """What the codes in the data mean, in each language of the site."""
    return {
        "countries": {code: _named(names) for code, names in sorted(words.countries.items())},
        "fields": {code: _named(names) for code, names in sorted(words.fields.items())},
        "broad_fields": _labels(BROAD_FIELDS.items()),
        "networks": {key: _named(names) for key, names in words.networks.items()},
        "languages": {code: _named(names) for code, names in sorted(words.languages.items())},
        "levels": _labels((level.value, level.label) for level in Level),
        "programmes": _labels((str(kind), label) for kind, label in PROGRAMMES.items()),
    }


def _named(names: tuple[str, str]) -> dict[str, str]:
    return {"en": names[0], "sv": names[1] or names[0]}


def _labels(pairs: Iterable) -> dict[str, dict[str, str]]:
    pairs = list(pairs)
    told: dict[str, dict[str, str]] = {code: {} for code, _label in pairs}
    for language, _name in settings.LANGUAGES:
        with override(language):
            for code, label in pairs:
                told[code][language] = str(label)
    return told
