"""Addresses of proposals."""

from django.urls import path

from cooperation.proposals.views import details, forms, lists, papers, pictures

urlpatterns = [
    path("proposals/", lists.ProposalListView.as_view(), name="proposal_list"),
    path("proposals/export/", lists.ProposalExportView.as_view(), name="proposal_export"),
    path("proposals/board/", pictures.BoardView.as_view(), name="proposal_board"),
    path("proposals/outcomes/", pictures.OutcomesView.as_view(), name="proposal_outcomes"),
    path("proposals/new/", forms.ProposalCreateView.as_view(), name="proposal_create"),
    path("proposals/<int:pk>/", details.ProposalDetailView.as_view(), name="proposal_detail"),
    path("proposals/<int:pk>/history/", details.ProposalHistoryView.as_view(), name="proposal_history"),
    path("proposals/<int:pk>/edit/", forms.ProposalUpdateView.as_view(), name="proposal_edit"),
    path("proposals/<int:pk>/granted/", forms.GrantView.as_view(), name="proposal_granted"),
    path("proposals/<int:pk>/members/new/", forms.MemberCreateView.as_view(), name="proposal_member_add"),
    path("proposals/<int:pk>/members/<int:member>/", forms.MemberUpdateView.as_view(), name="proposal_member_edit"),
    path(
        "proposals/<int:pk>/members/<int:member>/remove/",
        forms.MemberRemoveView.as_view(),
        name="proposal_member_remove",
    ),
    path("proposals/<int:pk>/steps/<slug:kind>/done/", forms.StepDoneView.as_view(), name="proposal_step_done"),
    path("proposals/<int:pk>/steps/<slug:kind>/open/", forms.StepReopenView.as_view(), name="proposal_step_reopen"),
    path(
        "proposals/<int:pk>/steps/<slug:kind>/postpone/",
        forms.StepPostponeView.as_view(),
        name="proposal_step_postpone",
    ),
    path("proposals/<int:pk>/steps/<slug:kind>/paper/", papers.PaperAddView.as_view(), name="proposal_paper_add"),
    path("proposals/<int:pk>/steps/<slug:kind>/paper.<slug:ending>", papers.made_paper, name="proposal_paper_made"),
    path(
        "proposals/<int:pk>/steps/<slug:kind>/<int:member>/paper.<slug:ending>",
        papers.made_paper,
        name="proposal_mandate_made",
    ),
    path(
        "proposals/<int:pk>/papers/<int:paper>/remove/", papers.PaperRemoveView.as_view(), name="proposal_paper_remove"
    ),
    path("papers-of-proposals/<int:pk>/file/", papers.paper_file, name="proposal_paper_file"),
    path("proposals/<int:pk>/<slug:move>/", details.ProposalMoveView.as_view(), name="proposal_move"),
]
