"""Addresses of follow-ups and external reviews; the other tabs stand with their subjects."""

from django.urls import path

from quality.followups.views import details, forms, lists

urlpatterns = [
    path("follow-ups/", lists.FollowUpListView.as_view(), name="follow_up_list"),
    path("follow-ups/export/", lists.FollowUpExportView.as_view(), name="follow_up_export"),
    path("follow-ups/board/", lists.FollowUpBoardView.as_view(), name="follow_up_board"),
    path("follow-ups/<int:pk>/", details.FollowUpDetailView.as_view(), name="follow_up_detail"),
    path("follow-ups/<int:pk>/edit/", forms.FollowUpUpdateView.as_view(), name="follow_up_edit"),
    path("follow-ups/<int:pk>/history/", details.FollowUpHistoryView.as_view(), name="follow_up_history"),
    path("follow-ups/<int:pk>/steps/<int:step>/", forms.StepPersonView.as_view(), name="follow_up_step"),
    path("follow-ups/<int:pk>/steps/<int:step>/done/", forms.StepFinishView.as_view(), name="follow_up_step_finish"),
    path("follow-ups/<int:pk>/steps/<int:step>/again/", forms.StepTakeUpView.as_view(), name="follow_up_step_take_up"),
    path("follow-ups/<int:pk>/move/<slug:move>/", details.FollowUpMoveView.as_view(), name="follow_up_move"),
]
