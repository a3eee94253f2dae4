"""Writes of the register import: partners, agreements and parties in sets, each with its history."""

from collections.abc import Iterable

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from agreements.enums import AgreementKind, AgreementState, NoticeRule
from agreements.imports.register_families import write_families
from agreements.imports.register_reading import Draft, Partner, Reading
from agreements.imports.register_words import NEW_TAG
from agreements.models import Agreement, Party, Signature, Tag, Tagging
from agreements.rules import notice_date
from agreements.search_text import set_search_words
from core.jobs import Progress
from partners.enums import InstitutionStatus
from partners.models import Alias, Institution
from partners.services import institutions_changed, other_words, prepare_for_search
from reference.models import Country
from reference.places import locate

ROWS_AT_ONCE = 1000


def write(drafts: list[Draft], reading: Reading, *, progress: Progress):
    """Add the missing partners, then the agreements; the caller holds the transaction and the history action."""
    partners = list({id(draft.partner): draft.partner for draft in drafts}.values())
    _add_partners([partner for partner in partners if partner.is_new])
    _add_names(partners)
    _raise_status(drafts)
    written: list[tuple[Agreement, Draft]] = []
    for start in range(0, len(drafts), ROWS_AT_ONCE):
        written += _add_agreements(drafts[start : start + ROWS_AT_ONCE], reading)
        progress(min(start + ROWS_AT_ONCE, len(drafts)), len(drafts))
    write_families(written)


def _add_partners(partners: list[Partner]):
    countries = Country.objects.in_bulk()
    for partner in partners:
        institution = partner.institution
        institution.country = countries[institution.country_id]
        place = locate(institution.city, institution.country_id) if institution.latitude is None else None
        if place:
            institution.latitude, institution.longitude = place.latitude, place.longitude
            institution.coordinates_precision = str(place.precision)
        prepare_for_search(institution)
    Institution.objects.bulk_create([partner.institution for partner in partners], batch_size=ROWS_AT_ONCE)


def _add_names(partners: Iterable[Partner]):
    """Names by which the register's people know a partner find it from now on."""
    named = [partner for partner in partners if partner.aliases and not partner.is_new]
    aliases = [Alias(institution=partner.institution, name=name) for partner in named for name in partner.aliases]
    Alias.objects.bulk_create(aliases, ignore_conflicts=True)
    ids = [partner.institution.pk for partner in named]
    institutions, words = list(Institution.objects.filter(pk__in=ids).select_related("country")), other_words(ids)
    for institution in institutions:
        prepare_for_search(institution, words[institution.pk])
    Institution.objects.bulk_update(institutions, ["search_text", "sort_key"], batch_size=ROWS_AT_ONCE)
    renewed = {institution.pk: institution for institution in institutions}
    for partner in named:
        partner.institution = renewed[partner.institution.pk]
    institutions_changed(ids)


def _raise_status(drafts: list[Draft]):
    """Who has an agreement in force is a partner; who had one is at least no stranger."""
    in_force = {draft.partner.institution.pk for draft in drafts if not draft.has_ended}
    known = {draft.partner.institution.pk for draft in drafts} - in_force
    strangers = (InstitutionStatus.LISTED, InstitutionStatus.PROSPECT)
    Institution.objects.filter(pk__in=in_force, status__in=strangers).update(status=InstitutionStatus.ACTIVE)
    Institution.objects.filter(pk__in=known, status=InstitutionStatus.LISTED).update(status=InstitutionStatus.PROSPECT)


def _add_agreements(drafts: list[Draft], reading: Reading) -> list[tuple[Agreement, Draft]]:
    agreements = [_agreement(draft, reading) for draft in drafts]
    written = list(zip(agreements, drafts, strict=True))
    keys = list(dict.fromkeys(key for draft in drafts for key in draft.terms.tags))
    tags = dict(zip(keys, tags_of(keys), strict=True))
    parties = []
    for agreement, draft in written:
        partners = _partners(agreement, draft)
        set_search_words(agreement, partners, [tags[key].name for key in draft.terms.tags])
        parties += [Party(agreement=agreement, institution=reading.home, is_home=True), *partners]
    Agreement.objects.bulk_create(agreements)
    for party in parties:
        party.agreement_id = party.agreement.pk
    Party.objects.bulk_create(parties)
    _add_what_stands_beside(written, tags, parties, reading)
    return written


def _partners(agreement: Agreement, draft: Draft) -> list[Party]:
    first = Party(
        agreement=agreement,
        institution=draft.partner.institution,
        position=1,
        partner_unit=draft.partner_unit,
        reference=draft.terms.reference,
    )
    others = [other for other in draft.terms.further_partners if other.pk != first.institution.pk]
    further = (Party(agreement=agreement, institution=other, position=at) for at, other in enumerate(others, start=2))
    return [first, *further]


def _add_what_stands_beside(written, tags: dict[str, Tag], parties: list[Party], reading: Reading):
    """Tags, further units and signatures, each in a set."""
    taggings = [(agreement, tags[key]) for agreement, draft in written for key in draft.terms.tags]
    Tagging.objects.bulk_create(Tagging(agreement=agreement, tag=tag) for agreement, tag in dict.fromkeys(taggings))
    further = [(agreement, reading.units[code]) for agreement, draft in written for code in draft.terms.units]
    through = Agreement.further_units.through
    through.objects.bulk_create(through(agreement=agreement, unit=unit) for agreement, unit in dict.fromkeys(further))
    signed = {agreement.pk: draft.terms.signed for agreement, draft in written}
    Signature.objects.bulk_create(
        _signature(party, *signed[party.agreement_id][party.is_home])
        for party in parties
        if party.is_home in signed[party.agreement_id] and party.agreement.state in AgreementState.concluded
    )


@translation.override(settings.LANGUAGE_CODE)  # the register's language, not the importing person's
def _signature(party: Party, name: str, day) -> Signature:
    return Signature(party=party, name=name or _("not named in the register"), signed_on=day)


def tags_of(keys: Iterable[str], *, makes_new: bool = True) -> list[Tag]:
    """The tags of ``Terms.tags``; those that are new are made, or shown unsaved."""
    found = []
    for key in keys:
        if not key.startswith(NEW_TAG):
            found.append(Tag.objects.get(pk=int(key)))
            continue
        name = key.removeprefix(NEW_TAG)
        known = Tag.objects.filter(name__iexact=name).first()
        found.append(known or (Tag.objects.create(name=name) if makes_new else Tag(name=name)))
    return found


@translation.override(settings.LANGUAGE_CODE)  # the register's language, not the importing person's
def _agreement(draft: Draft, reading: Reading) -> Agreement:
    name, said = draft.partner.institution.name, dict(draft.terms.fields)
    title = _("%(kind)s with %(partner)s") % {"kind": AgreementKind(draft.kind).label, "partner": name}
    agreement = Agreement(
        kind=draft.kind,
        title=(f"{title} ({draft.partner_unit})" if draft.partner_unit else title)[:300],
        number=draft.number,
        state=draft.state,
        responsible_unit=reading.unit_of(draft.terms),
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        notice_rule=NoticeRule.ERASMUS if draft.kind == AgreementKind.ERASMUS else NoticeRule.NONE,
        is_published=reading.publishes and draft.state == AgreementState.ACTIVE,
        remarks=draft.remarks,
        import_key=draft.import_key,
    )
    agreement.coordinator = reading.people.get(said.pop("coordinator", 0))
    for field, value in said.items():
        setattr(agreement, field, value)
    agreement.notice_on = notice_date(agreement.notice_rule, agreement.notice_months, agreement.ends_on)
    return agreement
