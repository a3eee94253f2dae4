"""Mappings kept under a name: a person's own or the office's, recognised by the headings of the next file."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from core.errors import PortalError
from core.imports.importer import Importer, importers_for
from core.imports.mapping import Mapping
from core.models import MappingProfile
from core.spreadsheets.table import Table

ALIKE = 0.6  # share of the headings of a profile that a file must have to be taken for the same source
FEWEST_HEADINGS = 3


def profiles_of(user, importer: Importer | None = None):
    """Those that ``user`` may use, rename and remove: their own, and those of the office."""
    names = [importer.name] if importer else [known.name for known in importers_for(user)]
    rows = MappingProfile.objects.filter(Q(created_by=user) | Q(is_shared=True), importer__in=names)
    return rows.select_related("created_by")


@transaction.atomic
def save_profile(
    importer: Importer, name: str, mapping: Mapping, *, actor, headings: Collection[str] = (), is_shared: bool = True
) -> MappingProfile:
    """Keep a mapping for the next file of the same source; one of the same name and reach is replaced."""
    reach = {"is_shared": True} if is_shared else {"is_shared": False, "created_by": actor}
    profile, _created = MappingProfile.objects.update_or_create(
        importer=importer.name,
        name=name.strip()[:100],
        **reach,
        defaults={"mapping": mapping.as_json(), "headings": list(headings), "created_by": actor},
    )
    return profile


@transaction.atomic
def change_profile(profile: MappingProfile, *, actor, name: str, is_shared: bool) -> MappingProfile:
    """Rename a profile, or give it to the office; taken back from the office it is the actor's own."""
    locked = MappingProfile.objects.select_for_update(of=("self",)).filter(pk=profile.pk).first()
    if locked is None:
        raise PortalError(_("The mapping was removed meanwhile."))
    reach = Q(is_shared=True) if is_shared else Q(is_shared=False, created_by=actor)
    namesakes = MappingProfile.objects.filter(reach, importer=locked.importer, name=name.strip())
    if namesakes.exclude(pk=locked.pk).exists():
        raise PortalError(_("There is a saved mapping of this name already."))
    if locked.is_shared and not is_shared:
        locked.created_by = actor
    locked.name, locked.is_shared = name.strip(), is_shared
    locked.save(update_fields=["name", "is_shared", "created_by", "updated_at"])
    return locked


def recognised(profiles: Collection[MappingProfile], table: Table) -> MappingProfile | None:
    """The profile whose source this file most likely comes from, by its headings."""
    ranked = sorted(((_likeness(profile, table), profile.pk, profile) for profile in profiles), key=lambda row: row[:2])
    return ranked[-1][2] if ranked and ranked[-1][0] >= ALIKE else None


def _likeness(profile: MappingProfile, table: Table) -> float:
    """Of the headings of both, or, of a profile without headings, of the columns it takes."""
    known, present = set(profile.headings or profile.mapping.get("columns", {}).values()) - {""}, set(table.columns)
    if len(known) < FEWEST_HEADINGS:
        return 0.0
    return len(known & present) / len(known | present if profile.headings else known)


def gone_columns(profile: MappingProfile, importer: Importer, table: Table) -> list[tuple[str, str]]:
    """(fact, heading) of what the profile takes from a column that this file does not have."""
    labels = {target.name: str(target.label) for target in importer.targets}
    columns = profile.mapping.get("columns", {}).items()
    return [
        (labels[name], column) for name, column in columns if column and name in labels and column not in table.columns
    ]


def filled_in(kept: Mapping, profile: MappingProfile, importer: Importer, table: Table) -> Mapping:
    """``kept`` with what the profile says over it, as far as file and portal still have it."""
    said = Mapping.from_json(profile.mapping)
    columns = {name: column for name, column in said.columns.items() if column in table.columns}
    values = {}
    for target, meanings in said.values.items():
        offered = dict(importer.value_choices(target)) if meanings else {}
        values[target] = {word: meaning for word, meaning in meanings.items() if meaning in offered}
    filled = Mapping(columns, values, said.options)
    fresh = kept.overlaid(Mapping(columns, {}, said.options))
    fresh.values = importer.propose_values(table, fresh)
    return fresh.overlaid(filled)
