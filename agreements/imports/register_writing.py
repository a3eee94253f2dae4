"""Writes of the register import: partners, agreements and parties in sets, each with its history."""

from collections.abc import Iterable

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from agreements.enums import AgreementKind, AgreementState, NoticeRule
from agreements.imports.register_reading import Draft, Partner, Reading
from agreements.models import Agreement, Party
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
    for start in range(0, len(drafts), ROWS_AT_ONCE):
        _add_agreements(drafts[start : start + ROWS_AT_ONCE], reading)
        progress(min(start + ROWS_AT_ONCE, len(drafts)), len(drafts))


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


def _add_agreements(drafts: list[Draft], reading: Reading):
    agreements = [_agreement(draft, reading) for draft in drafts]
    parties = []
    for agreement, draft in zip(agreements, drafts, strict=True):
        partner = Party(
            agreement=agreement, institution=draft.partner.institution, position=1, partner_unit=draft.partner_unit
        )
        set_search_words(agreement, [partner])
        parties += [Party(agreement=agreement, institution=reading.home, is_home=True), partner]
    Agreement.objects.bulk_create(agreements)
    for party in parties:
        party.agreement_id = party.agreement.pk
    Party.objects.bulk_create(parties)


@translation.override(settings.LANGUAGE_CODE)  # the register's language, not the importing person's
def _agreement(draft: Draft, reading: Reading) -> Agreement:
    notice_rule = NoticeRule.ERASMUS if draft.kind == AgreementKind.ERASMUS else NoticeRule.NONE
    name = draft.partner.institution.name
    title = _("%(kind)s with %(partner)s") % {"kind": AgreementKind(draft.kind).label, "partner": name}
    return Agreement(
        kind=draft.kind,
        title=(f"{title} ({draft.partner_unit})" if draft.partner_unit else title)[:300],
        number=draft.number,
        state=draft.state,
        responsible_unit=reading.unit,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        notice_rule=notice_rule,
        notice_on=notice_date(notice_rule, None, draft.ends_on),
        is_published=reading.publishes and draft.state == AgreementState.ACTIVE,
        remarks=draft.remarks,
        import_key=draft.import_key,
    )
