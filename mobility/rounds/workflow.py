"""How a round moves: opened and closed by its dates, decided by the allocation. Edges: ``mobility.rounds.enums``."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from core.workflow import Transition, Workflow
from mobility.models import AllocationRun
from mobility.rounds.enums import ROUND_EDGES
from mobility.rounds.querysets import CHANGE_ROUND


def instant(moment) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")


def has_opened(application_round):
    if application_round.opens_at > timezone.now():
        return _("It opens on %(when)s.") % {"when": instant(application_round.opens_at)}
    return None


def is_over(application_round):
    if application_round.closes_at > timezone.now():
        return _("It closes on %(when)s: change that first.") % {"when": instant(application_round.closes_at)}
    return None


def closes_later(application_round):
    if application_round.closes_at <= timezone.now():
        return _("It closed on %(when)s: give it another day first.") % {"when": instant(application_round.closes_at)}
    return None


def is_allocated(application_round):
    if not AllocationRun.objects.filter(round=application_round).exists():
        return _("The places have not been allocated.")
    return None


round_workflow = Workflow(
    "round",
    edges=ROUND_EDGES,
    transitions={
        "open": Transition(
            gettext_lazy("Open it"),
            gettext_noop("opened it"),
            CHANGE_ROUND,
            guards=(has_opened,),
            by_machine=True,
            tone="primary",
        ),
        "close": Transition(
            gettext_lazy("Close it"),
            gettext_noop("closed it"),
            CHANGE_ROUND,
            guards=(is_over,),
            by_machine=True,
            tone="primary",
        ),
        "reopen": Transition(
            gettext_lazy("Open it again"),
            gettext_noop("opened it again"),
            CHANGE_ROUND,
            guards=(closes_later,),
            note_needed=True,
        ),
        "decide": Transition(
            gettext_lazy("Record as decided"),
            gettext_noop("decided it"),
            CHANGE_ROUND,
            guards=(is_allocated,),
        ),
    },
)
