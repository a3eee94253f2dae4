"""Agreements as what one writes to partners about: to every partner of each, by the rights in its unit."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.enums import AgreementState
from agreements.filters import AgreementFilter
from agreements.models import Agreement, Party
from agreements.writing.placeholders import GROUPS
from partners.letters.kinds import WriteRow, WritingKind, register, register_reach
from partners.letters.querysets import WRITE


class AgreementsKind(WritingKind):
    name = "agreements"
    title = gettext_lazy("agreements")
    list_url_name = "agreements:agreement_list"
    placeholders = GROUPS

    def chosen(self, request, query):
        return AgreementFilter(query, queryset=Agreement.objects.visible_to(request.user), request=request).qs

    def rows(self, keys, user):
        found = Agreement.objects.visible_to(user).filter(pk__in=keys).order_by("pk")
        found = found.select_related("responsible_unit", "coordinator").prefetch_related(
            "parties__institution__country"
        )
        return [self._row(agreement, party, user) for agreement in found for party in agreement.partner_parties]

    @staticmethod
    def _row(agreement: Agreement, party: Party, user) -> WriteRow:
        may = user.has_perm(WRITE, agreement)
        return WriteRow(
            key=agreement.pk,
            title=agreement.title,
            url=agreement.get_absolute_url(),
            institution=party.institution,
            thing=agreement,
            unit=agreement.responsible_unit,
            refusal="" if may else _("It belongs to another unit: those who keep it write about it."),
        )


def partners_of_units(user, keys: Collection[int]):
    """Those of the partners with whom units in which ``user`` writes have an agreement that is not over."""
    theirs = Agreement.objects.editable_by(user).exclude(state__in=AgreementState.over)
    parties = Party.objects.filter(is_home=False, institution__in=keys, agreement__in=theirs)
    return parties.order_by().values_list("institution", flat=True)


register(AgreementsKind())
register_reach(partners_of_units)
