"""Addresses of requests for support of programmes."""

from django.urls import path

from mobility.support.views import lists, requests

urlpatterns = [
    path("support/", lists.SupportListView.as_view(), name="support_list"),
    path("support/export/", lists.SupportExportView.as_view(), name="support_export"),
    path("bips/<int:pk>/support/new/", requests.SupportCreateView.as_view(), name="support_create"),
    path("support/<int:pk>/", requests.SupportDetailView.as_view(), name="support_detail"),
    path("support/<int:pk>/edit/", requests.SupportUpdateView.as_view(), name="support_edit"),
    path("support/<int:pk>/history/", requests.SupportHistoryView.as_view(), name="support_history"),
    path("support/<int:pk>/<slug:move>/", requests.SupportMoveView.as_view(), name="support_move"),
]
