"""The agreements a person keeps as their coordinator; what is over is history and stays."""

from collections.abc import Callable

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext

from agreements.enums import AgreementState
from agreements.models import Agreement
from agreements.services.handing_over import KEEP, hand_over_agreements
from core.keeping import KeptRow, KeptThings, Place, register


class KeptAgreements(KeptThings):
    """Agreements in some of the states; ``words`` count them."""

    right = KEEP
    column = "agreements.agreement.coordinator"

    def __init__(self, name: str, label: Promise, states: tuple[str, ...], words: Callable[[int], str], order: int):
        self.name, self.label, self.states, self.order = name, label, states, order
        self.count_words = words

    def words(self, count):
        return self.count_words(count)

    def rows(self, person, actor):
        found = Agreement.objects.editable_by(actor).filter(coordinator=person, state__in=self.states)
        found = found.select_related("responsible_unit").only("title", "number", "state", "responsible_unit")
        return [
            self._row(agreement) for agreement in found.order_by("responsible_unit__path", "partner_sort_key", "pk")
        ]

    def counts(self, people=None):
        found = Agreement.objects.filter(state__in=self.states, coordinator__isnull=False).order_by()
        found = found if people is None else found.filter(coordinator__in=people)
        return dict(found.values_list("coordinator").annotate(Count("pk")))

    def hand_over(self, keys, *, person, to, actor, note=""):
        problems = hand_over_agreements([int(key) for key in keys], person=person, to=to, actor=actor, note=note)
        return {str(key): problem for key, problem in problems.items()}

    @staticmethod
    def _row(agreement) -> KeptRow:
        unit = agreement.responsible_unit
        facts = [fact for fact in (agreement.number, agreement.get_state_display()) if fact]
        return KeptRow(
            key=str(agreement.pk),
            title=agreement.title,
            url=agreement.get_absolute_url(),
            detail=" · ".join(facts),
            place=Place(unit.path, str(unit)),
        )


def _drafts(count: int) -> str:
    return ngettext("%(count)d draft of an agreement", "%(count)d drafts of agreements", count) % {"count": count}


def _under_way(count: int) -> str:
    return ngettext("%(count)d agreement under way", "%(count)d agreements under way", count) % {"count": count}


def _in_force(count: int) -> str:
    return ngettext("%(count)d agreement in force", "%(count)d agreements in force", count) % {"count": count}


register(
    KeptAgreements(
        "agreements.drafts", gettext_lazy("Drafts of agreements"), AgreementState.editable, _drafts, order=10
    )
)
register(
    KeptAgreements(
        "agreements.under_way", gettext_lazy("Agreements under way"), ("in_review", "approved"), _under_way, order=20
    )
)
register(
    KeptAgreements(
        "agreements.in_force", gettext_lazy("Agreements in force"), AgreementState.watched, _in_force, order=30
    )
)
