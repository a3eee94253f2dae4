"""Addresses of quality reports."""

from django.urls import path

from quality.reports.views import forms, pages, papers

urlpatterns = [
    path("reports/", pages.ReportListView.as_view(), name="report_list"),
    path("reports/new/", forms.ReportCreateView.as_view(), name="report_create"),
    path("reports/<int:pk>/", pages.ReportDetailView.as_view(), name="report_detail"),
    path("reports/<int:pk>/history/", pages.ReportHistoryView.as_view(), name="report_history"),
    path("reports/<int:pk>/edit/", forms.ReportUpdateView.as_view(), name="report_edit"),
    path("reports/<int:pk>/processes/<str:code>/", pages.ReportPartView.as_view(), name="report_part"),
    path("reports/<int:pk>/open-actions/", pages.ReportActionsView.as_view(), name="report_actions"),
    path("reports/<int:pk>/texts/new/", forms.TextCreateView.as_view(), name="report_text_create"),
    path("reports/texts/<int:pk>/edit/", forms.TextUpdateView.as_view(), name="report_text_edit"),
    path("reports/texts/<int:pk>/remove/", forms.TextRemoveView.as_view(), name="report_text_remove"),
    path("reports/texts/<int:pk>/<slug:way>/", forms.TextMoveView.as_view(), name="report_text_move"),
    path("reports/<int:pk>/files/make/", papers.PapersMakeView.as_view(), name="report_papers_make"),
    path("reports/<int:pk>/files/progress/", papers.PapersProgressView.as_view(), name="report_papers_progress"),
    path("reports/<int:pk>/files/<slug:file_format>/", papers.PaperDownloadView.as_view(), name="report_paper"),
    path("reports/<int:pk>/<slug:move>/", pages.ReportMoveView.as_view(), name="report_move"),
]
