"""Addresses of activities and their series."""

from django.urls import path

from cooperation.activities.views import details, lists

urlpatterns = [
    path("activities/", lists.ActivityListView.as_view(), name="activity_list"),
    path("activities/export/", lists.ActivityExportView.as_view(), name="activity_export"),
    path("activities/<int:pk>/", details.ActivityDetailView.as_view(), name="activity_detail"),
    path("activities/<int:pk>/history/", details.ActivityHistoryView.as_view(), name="activity_history"),
    path("activities/<int:pk>/<slug:move>/", details.ActivityMoveView.as_view(), name="activity_move"),
    path("series/<int:pk>/", details.SeriesDetailView.as_view(), name="series_detail"),
]
