from django.urls import path

from mobility.figures import views

urlpatterns = [
    path("statistics/", views.StatisticsView.as_view(), name="statistics"),
    path("statistics/export/", views.StatisticsExportView.as_view(), name="statistics_export"),
    path("pictures/", views.PicturesView.as_view(), name="pictures"),
]
