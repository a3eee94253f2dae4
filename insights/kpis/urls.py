from django.urls import path

from insights.kpis import views

urlpatterns = [
    path("figures/", views.KpiListView.as_view(), name="kpi_list"),
    path("figures/export/", views.KpiExportView.as_view(), name="kpi_export"),
    path("figures/<slug:code>/", views.KpiDetailView.as_view(), name="kpi_detail"),
    path("figures/<slug:code>/parts/export/", views.KpiPartsExportView.as_view(), name="kpi_parts_export"),
    path("figures/<slug:code>/rows/", views.KpiRowsView.as_view(), name="kpi_rows"),
]
