"""Addresses of work plans."""

from django.urls import path

from cooperation.plans.views import details, lists

urlpatterns = [
    path("plans/", lists.PlanListView.as_view(), name="plan_list"),
    path("plans/export/", lists.PlanExportView.as_view(), name="plan_export"),
    path("plans/<int:pk>/", details.PlanDetailView.as_view(), name="plan_detail"),
    path("plans/<int:pk>/history/", details.PlanHistoryView.as_view(), name="plan_history"),
    path("plans/<int:pk>/<slug:move>/", details.PlanMoveView.as_view(), name="plan_move"),
]
