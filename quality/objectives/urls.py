"""Addresses of objectives."""

from django.urls import path

from quality.objectives import views

urlpatterns = [
    path("objectives/", views.ObjectiveListView.as_view(), name="objective_list"),
    path("objectives/export/", views.ObjectiveExportView.as_view(), name="objective_export"),
    path("objectives/new/", views.ObjectiveCreateView.as_view(), name="objective_create"),
    path("objectives/<int:pk>/edit/", views.ObjectiveUpdateView.as_view(), name="objective_edit"),
    path("objectives/<int:pk>/remove/", views.ObjectiveRemoveView.as_view(), name="objective_remove"),
]
