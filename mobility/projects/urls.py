"""Addresses of grant projects and schemes."""

from django.urls import path

from mobility.projects import budget_views, scheme_views, views

urlpatterns = [
    path("schemes/", scheme_views.SchemeListView.as_view(), name="scheme_list"),
    path("projects/", views.ProjectListView.as_view(), name="project_list"),
    path("projects/export/", views.ProjectExportView.as_view(), name="project_export"),
    path("projects/new/", views.ProjectCreateView.as_view(), name="project_create"),
    path("projects/<int:pk>/", views.ProjectDetailView.as_view(), name="project_detail"),
    path("projects/<int:pk>/history/", views.ProjectHistoryView.as_view(), name="project_history"),
    path("projects/<int:pk>/edit/", views.ProjectUpdateView.as_view(), name="project_edit"),
    path("projects/<int:pk>/budget/new/", budget_views.BudgetLineView.as_view(), name="budget_line_create"),
    path("projects/<int:pk>/budget/<int:line>/", budget_views.BudgetLineView.as_view(), name="budget_line_edit"),
    path(
        "projects/<int:pk>/budget/<int:line>/remove/",
        budget_views.BudgetLineRemovalView.as_view(),
        name="budget_line_remove",
    ),
    path("projects/<int:pk>/transfer/", budget_views.TransferView.as_view(), name="budget_transfer"),
    path("projects/<int:pk>/<slug:move>/", views.ProjectMoveView.as_view(), name="project_move"),
]
