"""The page of what does not fit together."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from core.checks import Check, Fault, registered_checks
from core.views.rights import RightRequired
from quality.querysets import VIEW, VIEW_ADOPTED

MOST_SHOWN = 10  # of each check, unless that one alone is asked for
MOST_OF_ONE = 500


@dataclass(frozen=True)
class Outcome:
    """What one check found: how many, the first of them, and whether there are more."""

    check: Check
    count: int
    faults: list[Fault]

    @property
    def more(self) -> int:
        return self.count - len(self.faults)


def outcome_of(check: Check, user, most: int) -> Outcome:
    """Two queries at most; none for the rows of a check that holds."""
    rows = check.rows(user)
    count = len(rows) if isinstance(rows, list) else rows.count()
    return Outcome(check, count, [check.fault(row) for row in rows[:most]] if count else [])


def _subtitle(count: int, user) -> str:
    """How much is to be mended; who does not see everything is told of what."""
    words = ngettext("%(count)s thing to mend", "%(count)s things to mend", count) % {"count": count}
    return words if user.rights.everywhere(VIEW) else _("%(words)s, in what you run or keep") % {"words": words}


class ConsistencyView(RightRequired, TemplateView):
    """Every check of the room, those that fail first; ``?check=`` shows all rows of one."""

    right = VIEW_ADOPTED
    template_name = "quality/consistency/page.html"

    def get_context_data(self, **kwargs):
        checks = list(registered_checks("quality"))
        one = next((check for check in checks if check.name == self.request.GET.get("check")), None)
        most = MOST_OF_ONE if one else MOST_SHOWN
        outcomes = [outcome_of(check, self.request.user, most) for check in ([one] if one else checks)]
        failing = [outcome for outcome in outcomes if outcome.count]
        count = sum(outcome.count for outcome in failing)
        return super().get_context_data(
            title=_("Consistency checks"),
            subtitle=_subtitle(count, self.request.user),
            failing=failing,
            holding=[outcome for outcome in outcomes if not outcome.count],
            one=one,
            **kwargs,
        )
