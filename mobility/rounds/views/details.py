"""The page of a round: its places, its protocol, its history."""

from collections import Counter

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView

from core.exports import rows_response
from core.paging import Page, page_of
from core.steps import steps_of
from core.views.details import ObjectPage, PortalDetailView, PortalHistoryView, Tab
from mobility.models import ApplicationRound
from mobility.people.exporting import record_export
from mobility.rounds.allocating import offers_of
from mobility.rounds.enums import RoundState
from mobility.rounds.places import places_of_round
from mobility.rounds.proposing import Proposal
from mobility.rounds.protocol import as_kept, as_proposed, kept_count
from mobility.rounds.querysets import CHANGE_ROUND, SEE_PEOPLE, VIEW_ROUND
from mobility.rounds.story import STORY
from mobility.rounds.views.lists import EXPORT
from mobility.rounds.workflow import round_workflow

PAGE_SIZE = 25


def crumbs(application_round: ApplicationRound | None = None) -> list[dict]:
    way = [{"label": _("Application rounds"), "url": reverse("mobility:round_list")}]
    if application_round is None:
        return way
    return [*way, {"label": application_round.name, "url": application_round.get_absolute_url()}]


class RoundPage(PortalDetailView):
    """What every tab of a round shows above itself. The allocation decides, no button does."""

    model = ApplicationRound
    right = VIEW_ROUND
    context_object_name = "round"
    panel_page = "mobility.round"

    def get_queryset(self):
        return super().get_queryset().select_related("scheme", "unit", "coordinator")

    def get_context_data(self, **kwargs):
        application_round, user = self.object, self.request.user
        moves = [move for move in round_workflow.moves_for(user, application_round) if move.name != "decide"]
        return super().get_context_data(
            crumbs=crumbs(),
            steps=steps_of(application_round, RoundState),
            moves=moves,
            may_change=user.has_perm(CHANGE_ROUND, application_round),
            list_url=self.list_url(),
            may_see_people=self.may_see_people,
            **kwargs,
        )

    def list_url(self) -> str:
        """Where the ranked list of this round is taken in, by whoever may."""
        if not (self.object.is_undecided and self.request.user.has_perm(CHANGE_ROUND, self.object)):
            return ""
        return reverse("core:import_create", args=["applicants"]) + f"?round={self.object.pk}"

    def page_of(self, total: int) -> Page:
        """The part of a long table that is asked for."""
        return page_of(total, self.request.GET.get("page", ""), self.request.GET, PAGE_SIZE)

    @cached_property
    def may_see_people(self) -> bool:
        return self.request.user.has_perm(SEE_PEOPLE, self.object)

    def tabs(self):
        named = [("overview", _("Overview"), "round_detail"), ("history", _("History"), "round_history")]
        if self.may_see_people:
            label = _("Allocation") if self.object.is_undecided else _("Protocol")
            named.insert(1, ("protocol", label, "round_protocol"))
        return [
            Tab(name, label, reverse(f"mobility:{url_name}", args=[self.object.pk]), is_current=name == self.tab)
            for name, label, url_name in named
        ]


class RoundDetailView(RoundPage):
    template_name = "mobility/rounds/detail.html"

    def get_context_data(self, **kwargs):
        places = places_of_round(self.object)
        page = self.page_of(len(places))
        partners = Counter(each.partner.pk for each in places)
        return super().get_context_data(
            places=places[page.part],
            told_apart={key for key, count in partners.items() if count > 1},
            page=page,
            place_count=sum(each.places for each in places),
            left_count=sum(each.left for each in places),
            applicant_count=self.object.applicants.count(),
            offers=offers_of(self.object) if self.may_see_people and not self.object.is_undecided else [],
            **kwargs,
        )


class RoundProtocolView(RoundPage):
    """Who would get what, until it is decided; then who got what, and why."""

    template_name = "mobility/rounds/protocol.html"
    tab = "protocol"
    panel_page = ""

    def get_object(self, queryset=None):
        found = super().get_object(queryset)
        if not self.request.user.has_perm(SEE_PEOPLE, found):
            raise PermissionDenied
        return found

    def get_context_data(self, **kwargs):
        application_round = self.object
        run = getattr(application_round, "allocation", None)
        proposal = Proposal(application_round) if application_round.is_undecided else None
        page = self.page_of(len(proposal.applicants) if proposal else kept_count(application_round))
        rows = as_proposed(proposal, page.part) if proposal else as_kept(application_round, page.part)
        return super().get_context_data(
            rows=rows,
            page=page,
            given_count=proposal.given_count if proposal else run.given_count if run else 0,
            fingerprint=proposal.fingerprint if proposal else "",
            can_be_carried_out=application_round.state == RoundState.CLOSED and bool(rows),
            run=run,
            may_export=self.request.user.has_perm(EXPORT, application_round),
            **kwargs,
        )


class RoundHistoryView(RoundPage, PortalHistoryView):
    template_name = "mobility/rounds/history.html"
    tab = "history"
    panel_page = ""
    story = STORY


EXPORTED = (
    (gettext_lazy("Rank"), lambda row: row.applicant.rank),
    (gettext_lazy("Name"), lambda row: row.applicant.name),
    (gettext_lazy("E-mail"), lambda row: row.applicant.email),
    (gettext_lazy("Own code"), lambda row: row.applicant.person_code),
    (gettext_lazy("Place"), lambda row: row.place),
    (gettext_lazy("Moved up to"), lambda row: row.moved_to),
    (gettext_lazy("Waits for"), lambda row: "; ".join(row.waits_for)),
    (gettext_lazy("Why"), lambda row: " ".join(row.sentences)),
)


class ProtocolExportView(ObjectPage, DetailView):
    """The protocol as a spreadsheet; people's data, so the export is recorded."""

    model = ApplicationRound
    right = VIEW_ROUND
    object_right = EXPORT
    http_method_names = ["get", "head"]

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        if not request.user.has_perm(SEE_PEOPLE, self.object):
            raise PermissionDenied
        undecided = self.object.is_undecided
        rows = as_proposed(Proposal(self.object)) if undecided else as_kept(self.object)
        headings = [str(heading) for heading, _value in EXPORTED]
        lines = ([value(row) for _heading, value in EXPORTED] for row in rows)
        title = f"{_('Protocol')} {self.object.name}"
        record_export(title, actor=request.user, row_count=len(rows), columns=headings)
        file_format = "csv" if request.GET.get("format") == "csv" else "xlsx"
        return rows_response(title, headings, lines, file_format=file_format)
