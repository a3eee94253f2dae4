from django.urls import path

from insights.numbers import views

urlpatterns = [
    path("numbers/", views.NumberListView.as_view(), name="number_list"),
    path("numbers/export/", views.NumberExportView.as_view(), name="number_export"),
    path("numbers/history/", views.NumberHistoryView.as_view(), name="number_history"),
    path("numbers/new/", views.NumberCreateView.as_view(), name="number_create"),
    path("numbers/<int:pk>/edit/", views.NumberUpdateView.as_view(), name="number_edit"),
    path("numbers/<int:pk>/remove/", views.NumberRemoveView.as_view(), name="number_remove"),
]
