"""Addresses of stays, below those of mobility."""

from django.urls import path

from mobility.stays.views import acts, details, lists

urlpatterns = [
    path("", lists.MobilityListView.as_view(), name="mobility_list"),
    path("export/", lists.MobilityExportView.as_view(), name="mobility_export"),
    path("stays/<int:pk>/", details.MobilityDetailView.as_view(), name="mobility_detail"),
    path("stays/<int:pk>/history/", details.MobilityHistoryView.as_view(), name="mobility_history"),
    path("stays/<int:pk>/move/<slug:move>/", acts.MobilityMoveView.as_view(), name="mobility_move"),
]
