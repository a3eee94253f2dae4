"""Addresses of the catalogue."""

from django.urls import path

from quality.catalogue.views import details, forms, lists, tables

urlpatterns = [
    path("processes/", lists.ProcessListView.as_view(), name="process_list"),
    path("processes/export/", lists.ProcessExportView.as_view(), name="process_export"),
    path("processes/new/", forms.ProcessCreateView.as_view(), name="process_create"),
    path("processes/<int:pk>/", details.ProcessDetailView.as_view(), name="process_detail"),
    path("processes/<int:pk>/history/", details.ProcessHistoryView.as_view(), name="process_history"),
    path("processes/<int:pk>/edit/", forms.ProcessUpdateView.as_view(), name="process_edit"),
    path("processes/<int:pk>/new-version/", forms.NewVersionView.as_view(), name="process_new_version"),
    path("processes/<int:pk>/steps/", tables.ProcessStepsView.as_view(), name="process_steps"),
    path("processes/<int:pk>/units/", tables.ProcessRhythmView.as_view(), name="process_rhythm"),
]
