"""Addresses of findings."""

from django.urls import path

from quality.findings import views

urlpatterns = [
    path("follow-ups/<int:pk>/findings/", views.FindingsView.as_view(), name="follow_up_findings"),
    path("follow-ups/<int:pk>/findings/new/", views.FindingCreateView.as_view(), name="finding_create"),
    path("findings/<int:pk>/edit/", views.FindingUpdateView.as_view(), name="finding_edit"),
    path("findings/<int:pk>/remove/", views.FindingRemoveView.as_view(), name="finding_remove"),
]
