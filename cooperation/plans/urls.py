"""Addresses of work plans."""

from django.urls import path

from cooperation.plans.views import details, forms, lists

urlpatterns = [
    path("plans/", lists.PlanListView.as_view(), name="plan_list"),
    path("plans/export/", lists.PlanExportView.as_view(), name="plan_export"),
    path("plans/new/", forms.PlanCreateView.as_view(), name="plan_create"),
    path("plans/<int:pk>/", details.PlanDetailView.as_view(), name="plan_detail"),
    path("plans/<int:pk>/edit/", forms.PlanUpdateView.as_view(), name="plan_edit"),
    path("plans/<int:pk>/override/", forms.PlanOverrideView.as_view(), name="plan_override"),
    path("plans/<int:pk>/history/", details.PlanHistoryView.as_view(), name="plan_history"),
    path("plans/<int:pk>/goals/new/", forms.GoalAddView.as_view(), name="goal_add"),
    path("goals/<int:pk>/edit/", forms.GoalUpdateView.as_view(), name="goal_edit"),
    path("goals/<int:pk>/reached/", forms.GoalReachedView.as_view(), name="goal_reached"),
    path("goals/<int:pk>/remove/", forms.GoalRemoveView.as_view(), name="goal_remove"),
    path("plans/<int:pk>/<slug:move>/", details.PlanMoveView.as_view(), name="plan_move"),
]
