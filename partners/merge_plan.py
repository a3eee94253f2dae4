"""All that a merger would do, worked out before anybody says yes; the merger itself carries out the same plan."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.search_text import fold
from partners.dependants import Dependant, Movement, dependants, undeclared
from partners.enums import CodeScheme, InstitutionStatus
from partners.merge_fields import chosen_values
from partners.merge_steps import Step, add, change
from partners.models import Alias, FormerCode, Institution

MOST_TITLES = 5


@dataclass(frozen=True)
class Part:
    """What happens to one kind of rows."""

    dependant: Dependant
    steps: list[Step]

    @property
    def words(self) -> str:
        """ "3 contacts" """
        return self.dependant.words(len({step.pk for step in self.moved}))

    @property
    def moved(self) -> list[Step]:
        """The rows that hung on the absorbed institution; what hangs on them, or changes for them, is not counted."""
        columns = {f"{name}_id" for name in self.dependant.fields} | set(self.dependant.fields)
        return [step for step in self.steps if step.model is self.dependant.model and columns & set(step.before)]

    @property
    def notes(self) -> list[str]:
        """What is not simply moved, a sentence each."""
        return list(dict.fromkeys(step.note for step in self.steps if step.note))

    @property
    def titles(self) -> list[str]:
        return self._all_titles[:MOST_TITLES]

    @property
    def further(self) -> int:
        return max(0, len(self._all_titles) - MOST_TITLES)

    @property
    def _all_titles(self) -> list[str]:
        return list(dict.fromkeys(step.title for step in self.moved if step.title))


@dataclass(frozen=True)
class MergePlan:
    """``facts_before`` and ``facts_after`` are the steps on the two institutions themselves, around the moves."""

    survivor: Institution
    absorbed: Institution
    parts: list[Part]
    facts_before: list[Step]
    facts_after: list[Step]

    @property
    def steps(self) -> list[Step]:
        moves = [step for part in self.parts for step in part.steps]
        return [*self.facts_before, *moves, *self.facts_after]

    @property
    def told(self) -> list[Part]:
        """What people are shown before they agree."""
        return [part for part in self.parts if part.dependant.is_told]

    @property
    def mark(self) -> str:
        """Changes with anything the person has been shown: what was agreed to is what is done."""
        rows = [(step.kind, step.label, step.pk, step.note) for part in self.parts for step in part.steps]
        seen = (self.survivor.updated_at, self.absorbed.updated_at, self.survivor.pk, self.absorbed.pk, rows)
        return hashlib.sha256(repr(seen).encode()).hexdigest()[:20]


def refusals(survivor: Institution, absorbed: Institution) -> Iterator[str]:
    """Why ``absorbed`` cannot be merged into ``survivor``, a sentence each."""
    if survivor.pk == absorbed.pk:
        yield _("A partner cannot be merged into itself.")
        return
    for institution in (survivor, absorbed):
        if institution.is_home:
            yield _("“%(name)s” is our own university: it is merged with nobody.") % {"name": institution}
        if institution.merged_into_id:
            words = {"name": institution, "survivor": institution.merged_into}
            yield _("“%(name)s” has already been merged into “%(survivor)s”.") % words
    if survivor.is_closed and not survivor.merged_into_id:
        yield _("“%(name)s” is closed. Merge the other way round, or open it again first.") % {"name": survivor}
    if missing := undeclared():
        fields = ", ".join(sorted(f"{label}.{name}" for label, name in missing))
        yield _("Nobody has said what a merger does with %(fields)s. An administrator must tell the developers.") % {
            "fields": fields
        }


def plan_merge(survivor: Institution, absorbed: Institution, choices: Mapping[str, str] | None = None) -> MergePlan:
    """What merging ``absorbed`` into ``survivor`` would do; ``choices`` as in ``merge_fields.chosen_values``."""
    movement = Movement(survivor, absorbed)
    parts = [Part(dependant, dependant.steps_of(movement)) for dependant in dependants()]
    values = chosen_values(survivor, absorbed, choices or {})
    return MergePlan(
        survivor,
        absorbed,
        [part for part in parts if part.steps],
        facts_before=list(_facts_before(survivor, absorbed, values)),
        facts_after=list(_facts_after(survivor, absorbed, values)),
    )


def _facts_before(survivor, absorbed, values) -> Iterator[Step]:
    """The absorbed one gives its codes away, which only one row can have; then the survivor takes what was chosen."""
    codes = {scheme.column: "" for scheme in CodeScheme if getattr(absorbed, scheme.column)}
    if codes:
        yield change(absorbed, codes)
    if values:
        yield change(survivor, values)


def _facts_after(survivor, absorbed, values) -> Iterator[Step]:
    """What was not chosen is kept as another name or a former code; then the absorbed one is closed."""
    yield from (add(Alias(institution=survivor, name=name)) for name in _names_left(survivor, absorbed, values))
    known = set(FormerCode.objects.filter(institution__in=[survivor, absorbed]).values_list("scheme", "code"))
    for scheme in CodeScheme:
        kept = values.get(scheme.column, getattr(survivor, scheme.column))
        for code in dict.fromkeys((getattr(survivor, scheme.column), getattr(absorbed, scheme.column))):
            if code and code != kept and (scheme.value, code) not in known:
                yield add(FormerCode(institution=survivor, scheme=scheme, code=code))
    yield change(absorbed, {"status": InstitutionStatus.CLOSED.value, "merged_into_id": survivor.pk})


def _names_left(survivor, absorbed, values) -> list[str]:
    """Names by which either was known and that the survivor would not have."""
    aliases = Alias.objects.filter(institution__in=[survivor, absorbed]).values_list("name", flat=True)
    columns = ("name", "native_name", "legal_name")
    kept = {fold(name) for name in aliases} | {fold(values.get(name, getattr(survivor, name))) for name in columns}
    left: dict[str, str] = {}
    for institution in (survivor, absorbed):
        for name in (getattr(institution, column) for column in columns):
            if name and fold(name) not in kept:
                left.setdefault(fold(name), name)
    return list(left.values())
