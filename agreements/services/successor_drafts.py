"""The drafts that follow agreements: made from what the register holds of them, and written as a set."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from agreements.enums import AgreementState
from agreements.models import Agreement, Condition, ConditionField, ConditionLanguage, FurtherUnit, Party, Tagging
from agreements.search_text import set_search_words
from agreements.services.agreements import ADD, CHANGE, require, title_for
from agreements.services.checking import check_agreement, derive_notice
from agreements.services.conditions import refuse_what_cannot_be
from agreements.services.renewal_periods import Period, years_later
from core import history
from partners.models import Institution

POINTING = ("responsible_unit", "coordinator", "parent")
KEPT = (
    *POINTING, "kind", "title", "renewal", "renewal_months", "most_renewals", "notice_rule", "notice_months",
    "tuition_waived", "no_parent_because",
)  # fmt: skip
POINTING_OF_CONDITIONS = ("sender", "receiver", "sender_contact", "receiver_contact")
KEPT_OF_CONDITIONS = (
    *POINTING_OF_CONDITIONS, "kind", "people_per_year", "total_months", "total_days", "is_blended", "eqf_levels",
    "terms", "sender_unit", "receiver_unit",
)  # fmt: skip


@dataclass(frozen=True)
class Successor:
    """A draft that follows ``predecessor``, with the rows that hang on it; unsaved until ``write_successors``."""

    predecessor: Agreement
    draft: Agreement
    parties: list[Party]
    conditions: list[Condition]
    fields: list[ConditionField]
    languages: list[ConditionLanguage]
    further_units: list[FurtherUnit]
    taggings: list[Tagging]

    def unit_paths_of_rights(self):
        return self.draft.unit_paths_of_rights()


def locked_to_renew(keys: Collection[int]) -> list[Agreement]:
    """The agreements with all that their successors take over, locked in the order of their keys.

    The lock lets others point at them meanwhile, as a successor of one does at the memorandum it is made under.
    """
    conditions = Condition.objects.select_related("sender", "receiver", "sender_contact", "receiver_contact")
    return list(
        Agreement.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=keys)
        .select_related(*POINTING)
        .prefetch_related(
            "successors",
            "evaluations",
            "further_units",
            "taggings__tag",
            Prefetch("parties", Party.objects.select_related("institution__succeeded_by")),
            Prefetch("conditions", conditions.prefetch_related("condition_fields", "languages")),
        )
        .order_by("pk")
    )


def refuse_tagging(agreement: Agreement, actor):
    """Raise ``RightMissing`` where tags are taken over by somebody who may not give any."""
    if agreement.taggings.all():
        require(actor, agreement, CHANGE)


def successor_of(agreement: Agreement, period: Period, home: Institution) -> Successor:
    """The draft after an agreement of ``locked_to_renew``. Raises ``ValidationError`` for what no form would take."""
    kept = {name: getattr(agreement, name) for name in KEPT}
    dates = {"starts_on": period.starts_on, "ends_on": period.ends_on}
    draft = Agreement(predecessor=agreement, state=AgreementState.DRAFT, **kept, **dates)
    partners = _partners_of(agreement, draft, home)
    draft.title = draft.title.strip() or title_for(draft.kind, [party.institution for party in partners])
    check_agreement(draft, (), known=(*POINTING, "predecessor"))
    derive_notice(draft)
    set_search_words(draft, partners, [tagging.tag.name for tagging in agreement.taggings.all()])
    before = list(agreement.conditions.all())
    parties = {home.pk, *(party.institution_id for party in partners)}
    later = years_later(agreement, period, before)
    after = [_condition(draft, condition, period, later, parties) for condition in before]
    pairs = list(zip(before, after, strict=True))
    return Successor(
        agreement,
        draft,
        [Party(agreement=draft, institution=home, is_home=True), *partners],
        after,
        [_field(row, new) for old, new in pairs for row in old.condition_fields.all()],
        [_language(row, new) for old, new in pairs for row in old.languages.all()],
        [FurtherUnit(agreement=draft, unit=unit) for unit in agreement.further_units.all()],
        [Tagging(agreement=draft, tag=row.tag) for row in agreement.taggings.all()],
    )


def _partners_of(agreement: Agreement, draft: Agreement, home: Institution) -> list[Party]:
    partners = agreement.partner_parties
    if any(party.institution_id == home.pk for party in partners):
        raise ValidationError({"partners": _("We are a party ourselves; name the other side.")})
    return [
        Party(
            agreement=draft,
            institution=party.institution,
            position=position,
            partner_unit=party.partner_unit,
            signatory=party.signatory,
        )
        for position, party in enumerate(partners, start=1)
    ]


def _condition(draft: Agreement, before: Condition, period: Period, later: int, parties: set[int]) -> Condition:
    first, last = (period.within(year and year + later) for year in (before.first_year, before.last_year))
    kept = {name: getattr(before, name) for name in KEPT_OF_CONDITIONS}
    condition = Condition(agreement=draft, first_year=first, last_year=last, **kept)
    refuse_what_cannot_be(condition, parties)
    condition.full_clean(exclude=["agreement", *POINTING_OF_CONDITIONS], validate_constraints=False)
    return condition


def _field(row: ConditionField, condition: Condition) -> ConditionField:
    return ConditionField(condition=condition, isced_field_id=row.isced_field_id, clarification=row.clarification)


def _language(row: ConditionLanguage, condition: Condition) -> ConditionLanguage:
    kept = {"language_id": row.language_id, "level": row.level, "isced_field_id": row.isced_field_id}
    return ConditionLanguage(condition=condition, **kept)


def write_successors(successors: Collection[Successor], *, actor):
    """Write them all, each with the acts in its history that one alone would have; inside the caller's transaction."""
    said = {"note_of": lambda row: row.draft.no_parent_because}
    for alike in _acts("created", ADD, successors, actor, **said):
        _write(Agreement, ([row.draft] for row in alike))
        _write(FurtherUnit, (row.further_units for row in alike))
        _write(Party, (row.parties for row in alike))
    for alike in _acts("agreement.tags", CHANGE, [row for row in successors if row.taggings], actor):
        _write(Tagging, (row.taggings for row in alike))
    for alike in _acts("agreement.conditions", CHANGE, [row for row in successors if row.conditions], actor):
        _write(Condition, (row.conditions for row in alike))
        _write(ConditionField, (row.fields for row in alike))
        _write(ConditionLanguage, (row.languages for row in alike))


def _acts(code: str, right: str, successors: Collection[Successor], actor, **said) -> Iterator[list[Successor]]:
    for note, alike in history.told_alike(successors, actor=actor, right=right, **said):
        with history.action(code, actor=actor, note=note, right=right, about=alike[0]):
            yield alike


def _write(model, rows: Iterable[list]):
    model.objects.bulk_create(row for some in rows for row in some)
