"""Addresses of actions, and of the tab of actions of a follow-up."""

from django.urls import path

from quality.actions.views import board, details, figures, forms, lists, plan

urlpatterns = [
    path("actions/", lists.ActionListView.as_view(), name="action_list"),
    path("actions/export/", lists.ActionExportView.as_view(), name="action_export"),
    path("actions/board/", board.ActionBoardView.as_view(), name="action_board"),
    path("actions/by-owner/", figures.ActionsByOwnerView.as_view(), name="action_by_owner"),
    path("actions/by-process/", figures.ActionsByProcessView.as_view(), name="action_by_process"),
    path("actions/new/", forms.ActionCreateView.as_view(), name="action_create"),
    path("actions/<int:pk>/", details.ActionDetailView.as_view(), name="action_detail"),
    path("actions/<int:pk>/history/", details.ActionHistoryView.as_view(), name="action_history"),
    path("actions/<int:pk>/edit/", forms.ActionUpdateView.as_view(), name="action_edit"),
    path("actions/<int:pk>/finish/", forms.ActionFinishView.as_view(), name="action_finish"),
    path("actions/<int:pk>/notes/new/", forms.ActionNoteView.as_view(), name="action_note"),
    path("actions/<int:pk>/<slug:move>/", details.ActionMoveView.as_view(), name="action_move"),
    path("follow-ups/<int:pk>/actions/", plan.FollowUpActionsView.as_view(), name="follow_up_actions"),
    path("follow-ups/<int:pk>/actions/new/", forms.FollowUpActionCreateView.as_view(), name="follow_up_action_create"),
    path("follow-ups/<int:pk>/actions/carry-over/", plan.CarryOverView.as_view(), name="follow_up_carry_over"),
    path("follow-ups/<int:pk>/actions/checks/<int:check>/", plan.ActionCheckView.as_view(), name="action_check"),
]
