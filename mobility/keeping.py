"""What a person keeps in the mobility room; what is over is history and stays."""

from collections.abc import Callable, Collection

from django.db import models
from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext

from core.keeping import KeptRow, KeptThings, Place, register
from mobility.bips.enums import BipState
from mobility.bips.querysets import CHANGE_BIP
from mobility.enums import MobilityState, ProjectState
from mobility.handing_over import hand_over_rows
from mobility.models import ApplicationRound, Bip, GrantProject, Mobility
from mobility.querysets import CHANGE, CHANGE_PROJECT
from mobility.rounds.enums import RoundState
from mobility.rounds.querysets import CHANGE_ROUND


class KeptInMobility(KeptThings):
    """Rows of ``model`` in some of the states; ``words`` count them."""

    def __init__(
        self,
        model: type[models.Model],
        name: str,
        label: Promise,
        *,
        right: str,
        states: Collection[str],
        words: Callable[[int], str],
        order: int,
        related: tuple[str, ...] = (),
    ):
        self.model, self.name, self.label, self.right, self.order = model, name, label, right, order
        self.states, self.count_words = states, words
        self.column = f"{model._meta.label_lower}.coordinator"
        self.related = ("unit", *related)

    def words(self, count):
        return self.count_words(count)

    def rows(self, person, actor):
        found = self.model._default_manager.editable_by(actor)  # type: ignore[attr-defined]  # each has its own words
        found = found.filter(coordinator=person, state__in=self.states).select_related(*self.related)
        return [self._row(row) for row in found.order_by("unit__path", "pk")]

    def counts(self, people=None):
        found = self.model._default_manager.filter(state__in=self.states, coordinator__isnull=False).order_by()
        found = found if people is None else found.filter(coordinator__in=people)
        return dict(found.values_list("coordinator").annotate(Count("pk")))

    def hand_over(self, keys, *, person, to, actor, note=""):
        about = {"right": self.right, "open_states": self.states, "person": person, "to": to, "actor": actor}
        problems = hand_over_rows(self.model, [int(key) for key in keys], note=note, **about)
        return {str(key): problem for key, problem in problems.items()}

    @staticmethod
    def _row(row) -> KeptRow:
        return KeptRow(
            key=str(row.pk),
            title=str(row),
            url=row.get_absolute_url(),
            detail=row.get_state_display(),
            place=Place(row.unit.path, str(row.unit)),
        )


def _stays(count: int) -> str:
    return ngettext("%(count)d stay", "%(count)d stays", count) % {"count": count}


def _projects(count: int) -> str:
    return ngettext("%(count)d grant project", "%(count)d grant projects", count) % {"count": count}


def _programmes(count: int) -> str:
    words = ngettext("%(count)d blended intensive programme", "%(count)d blended intensive programmes", count)
    return words % {"count": count}


def _rounds(count: int) -> str:
    return ngettext("%(count)d application round", "%(count)d application rounds", count) % {"count": count}


register(
    KeptInMobility(
        Mobility,
        "mobility.stays",
        gettext_lazy("Stays"),
        right=CHANGE,
        states=MobilityState.open,
        words=_stays,
        order=60,
        related=("participant", "partner"),
    )
)
register(
    KeptInMobility(
        GrantProject,
        "mobility.projects",
        gettext_lazy("Grant projects"),
        right=CHANGE_PROJECT,
        states=(ProjectState.APPLIED, *ProjectState.open),
        words=_projects,
        order=61,
    )
)
register(
    KeptInMobility(
        Bip,
        "mobility.programmes",
        gettext_lazy("Blended intensive programmes"),
        right=CHANGE_BIP,
        states=BipState.open,
        words=_programmes,
        order=62,
    )
)
register(
    KeptInMobility(
        ApplicationRound,
        "mobility.rounds",
        gettext_lazy("Application rounds"),
        right=CHANGE_ROUND,
        states=RoundState.undecided,
        words=_rounds,
        order=63,
    )
)
