"""The board of proposals by state, and what became of them year by year."""

from collections import Counter, defaultdict

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from cooperation.models import FundingCall, Proposal
from cooperation.proposals.buttons import forward_of
from cooperation.proposals.enums import ProposalState
from cooperation.rights import VIEW_PROPOSAL
from core.charts.bars import Bar, BarChart, Part
from core.views.rights import RightRequired

MOST_CARDS = 60
OUTCOMES = (ProposalState.GRANTED, ProposalState.REJECTED, ProposalState.SUBMITTED)


def crumbs() -> list[dict]:
    return [{"label": _("Proposals"), "url": reverse("cooperation:proposal_list")}]


class BoardView(RightRequired, TemplateView):
    """Those on whom somebody still works, by state; moved on by a button, the next that is due first."""

    right = VIEW_PROPOSAL
    template_name = "cooperation/proposals/board.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        found = Proposal.objects.visible_to(user).filter(state__in=ProposalState.kept).for_list()
        cards = defaultdict(list)
        shown = list(found.order_by("call__deadline__due_on", "acronym")[:MOST_CARDS])
        more = found.count() - MOST_CARDS if len(shown) == MOST_CARDS else 0
        for proposal in shown:
            cards[proposal.state].append((proposal, forward_of(user, proposal)))
        columns = [{"label": ProposalState(state).label, "cards": cards[state]} for state in ProposalState.kept]
        title = _("Board of proposals")
        return super().get_context_data(title=title, columns=columns, more=more, crumbs=crumbs(), **kwargs)


class OutcomesView(RightRequired, TemplateView):
    right = VIEW_PROPOSAL
    template_name = "cooperation/proposals/outcomes.html"
    title = gettext_lazy("What became of proposals")

    def get_context_data(self, **kwargs):
        handed_in = Proposal.objects.visible_to(self.request.user).filter(state__in=ProposalState.handed_in)
        counted = Counter(handed_in.values_list("call__deadline__call_year", "state"))
        return super().get_context_data(title=self.title, chart=chart_of(counted), crumbs=crumbs(), **kwargs)


def chart_of(counted: Counter) -> BarChart | None:
    """``counted`` by call year and state; None where nothing was handed in yet."""
    years = sorted({year for year, _state in counted}, reverse=True)
    if not years:
        return None
    calls = defaultdict(list)
    for key, year in FundingCall.objects.values_list("pk", "deadline__call_year"):
        calls[year].append(f"call={key}")
    bars = [
        Bar(str(year), [_part(counted[year, state], calls[year], state) for state in OUTCOMES], _list_url(calls[year]))
        for year in years
    ]
    kinds = [str(state.label) for state in OUTCOMES]
    return BarChart(win_rate_words(counted), _("Call year"), kinds, bars)


def _list_url(parts: list[str]) -> str:
    return f"{reverse('cooperation:proposal_list')}?{'&'.join(parts)}"


def _part(count: int, calls: list[str], state: str) -> Part:
    return Part(count, _list_url([*calls, f"state={state}"]))


def win_rate_words(counted: Counter) -> str:
    """Of those with a result."""
    granted = sum(count for (_year, state), count in counted.items() if state == ProposalState.GRANTED)
    rejected = sum(count for (_year, state), count in counted.items() if state == ProposalState.REJECTED)
    if not granted + rejected:
        return _("No result yet")
    words = {"granted": granted, "all": granted + rejected, "share": round(100 * granted / (granted + rejected))}
    return _("%(granted)d of %(all)d with a result were granted: %(share)d %%") % words
