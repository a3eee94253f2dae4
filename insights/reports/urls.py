from django.urls import path

from insights.reports import views

urlpatterns = [
    path("reports/", views.ReportListView.as_view(), name="report_list"),
    path("reports/new/<slug:kind>/", views.ReportCreateView.as_view(), name="report_create"),
    path("reports/<int:pk>/", views.ReportView.as_view(), name="report_detail"),
    path("reports/schedules/<int:pk>/stop/", views.schedule_stop, name="schedule_stop"),
    path("reports/<int:pk>/progress/", views.report_progress, name="report_progress"),
    path("reports/<int:pk>/<slug:file_format>/", views.report_file, name="report_file"),
]
