from django.urls import path

from mobility.reports import views

urlpatterns = [
    path("reports/", views.ReportListView.as_view(), name="report_list"),
    path("reports/ask/", views.AskEverybodyView.as_view(), name="report_ask_everybody"),
    path("reports/<int:pk>/", views.ReportDetailView.as_view(), name="report_detail"),
    path("reports/<int:pk>/move/<slug:move>/", views.ReportMoveView.as_view(), name="report_move"),
    path("reports/<int:pk>/leave-out/", views.LeaveOutView.as_view(), name="report_leave_out"),
    path("reports/of-stay/<int:pk>/", views.AskOfStayView.as_view(), name="report_ask_of_stay"),
    path("reports/of-project/<int:pk>/", views.AskOfProjectView.as_view(), name="report_ask_of_project"),
]
