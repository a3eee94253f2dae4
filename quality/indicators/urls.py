"""Addresses of indicators, and of the data of follow-ups."""

from django.urls import path

from quality.indicators.views import comparing, data, definitions

urlpatterns = [
    path("indicators/", definitions.IndicatorListView.as_view(), name="indicator_list"),
    path("indicators/export/", definitions.IndicatorExportView.as_view(), name="indicator_export"),
    path("indicators/new/", definitions.IndicatorCreateView.as_view(), name="indicator_create"),
    path("indicators/template/", data.template, name="indicator_template"),
    path("indicators/<slug:code>/", comparing.IndicatorDetailView.as_view(), name="indicator_detail"),
    path("indicators/<slug:code>/edit/", definitions.IndicatorUpdateView.as_view(), name="indicator_edit"),
    path("indicators/<slug:code>/remove/", definitions.IndicatorRemoveView.as_view(), name="indicator_remove"),
    path("follow-ups/<int:pk>/data/", data.FollowUpDataView.as_view(), name="follow_up_data"),
    path("follow-ups/<int:pk>/data/fill/", data.FollowUpFillView.as_view(), name="follow_up_fill"),
    path("follow-ups/<int:pk>/data/compute/", data.ComputeView.as_view(), name="follow_up_compute"),
    path("follow-ups/<int:pk>/data/<slug:code>/file/", data.FileUploadView.as_view(), name="indicator_file"),
    path("follow-ups/<int:pk>/data/<slug:code>/download/", data.download, name="indicator_download"),
    path(
        "follow-ups/<int:pk>/data/<slug:code>/file/remove/", data.FileRemoveView.as_view(), name="indicator_file_remove"
    ),
]
