"""Addresses of requests for support of programmes."""

from django.urls import path

from mobility.support.views import lists, requests

urlpatterns = [
    path("bips/support/", lists.SupportListView.as_view(), name="support_list"),
    path("bips/support/export/", lists.SupportExportView.as_view(), name="support_export"),
    path("bips/<int:pk>/support/new/", requests.SupportCreateView.as_view(), name="support_create"),
    path("bips/support/<int:pk>/", requests.SupportDetailView.as_view(), name="support_detail"),
    path("bips/support/<int:pk>/edit/", requests.SupportUpdateView.as_view(), name="support_edit"),
    path("bips/support/<int:pk>/history/", requests.SupportHistoryView.as_view(), name="support_history"),
    path("bips/support/<int:pk>/<slug:move>/", requests.SupportMoveView.as_view(), name="support_move"),
]
