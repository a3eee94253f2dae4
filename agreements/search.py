"""What the search box finds among agreements: those in force first."""

from django.db.models import Case, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agreements.enums import AgreementState
from agreements.models import Agreement
from core.search import SearchResult, SearchSource, register


def agreements(user, text):
    is_over = Case(When(state__in=AgreementState.over, then=Value(1)), default=Value(0))
    found = Agreement.objects.visible_to(user).matching(text).prefetch_related("parties__institution")
    return found.order_by(is_over, "partner_sort_key", "pk")


def line(agreement) -> SearchResult:
    partners = ", ".join(str(party) for party in agreement.partner_parties)
    facts = (agreement.kind_short, partners, agreement.number, agreement.get_state_display())
    return SearchResult(
        title=agreement.title,
        subtitle=" · ".join(str(fact) for fact in facts if fact),
        url=reverse("agreements:agreement_detail", args=[agreement.pk]),
    )


# No vocabulary: the words of titles differ by what a person may see, and partners' names are suggested already.
register(
    SearchSource(
        name="agreements",
        label=_("Agreements"),
        right="agreements.view_agreement",
        order=20,
        queryset=agreements,
        result=line,
        list_name="agreements:agreement_list",
    )
)
