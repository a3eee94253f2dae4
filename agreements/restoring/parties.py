"""A partner put back: on the agreement again, off it again, or with what was said about it."""

from django.utils.translation import gettext as _

from agreements.services.agreements import PartyValues, update_agreement
from core.moments.rows import Hanging, RowKeeper
from partners.models import Institution
from partners.services.institutions import merged_words

WORDS = ("partner_unit", "reference", "signatory")


class PartyKeeper(RowKeeper):
    """Who the partners are is fixed with the terms; what they call the agreement may always change."""

    def refusal(self, row: Hanging) -> str:
        agreement = row.obj
        comes_or_goes = row.was is None or row.now is None or _institution(row.was) != _institution(row.now)
        if comes_or_goes and not (agreement.is_editable or agreement.is_being_approved):
            words = {"state": agreement.get_state_display()}
            return _("The partners of an agreement in the state “%(state)s” cannot be changed.") % words
        merged = Institution.objects.filter(merged_into__isnull=False, pk__in=[_institution(row.was)]).first()
        return merged_words(merged) if merged else ""

    def put_back(self, row: Hanging, *, actor, is_confirmed: bool):
        leaving = _institution(row.now)
        kept = [_values(party) for party in row.obj.parties.order_by("position", "pk") if not party.is_home]
        place = next((index for index, each in enumerate(kept) if each.institution.pk == leaving), len(kept))
        parties = [each for each in kept if each.institution.pk != leaving]
        if row.was:
            parties.insert(place, _values_then(row.was.values))
        update_agreement(row.obj, actor=actor, parties=parties, starts_approval_anew=is_confirmed)


def _institution(row) -> int | None:
    return row.values["institution_id"] if row else None


def _values(party) -> PartyValues:
    return PartyValues(party.institution, **{name: getattr(party, name) for name in WORDS})


def _values_then(values: dict) -> PartyValues:
    institution = Institution.objects.get(pk=values["institution_id"])
    return PartyValues(institution, **{name: values[name] for name in WORDS})
