"""Addresses of criteria."""

from django.urls import path

from quality.criteria import views

urlpatterns = [
    path("criteria/", views.CriterionListView.as_view(), name="criterion_list"),
    path("criteria/export/", views.CriterionExportView.as_view(), name="criterion_export"),
    path("criteria/new/", views.CriterionCreateView.as_view(), name="criterion_create"),
    path("criteria/<int:pk>/edit/", views.CriterionUpdateView.as_view(), name="criterion_edit"),
    path("criteria/<int:pk>/remove/", views.CriterionRemoveView.as_view(), name="criterion_remove"),
]
