"""Addresses of evidence."""

from django.urls import path

from quality.evidence import views

urlpatterns = [
    path("actions/<int:pk>/evidence/new/", views.ActionEvidenceAddView.as_view(), name="action_evidence_add"),
    path("follow-ups/<int:pk>/evidence/new/", views.FollowUpEvidenceAddView.as_view(), name="follow_up_evidence_add"),
    path("evidence/<int:pk>/", views.EvidenceReviewView.as_view(), name="evidence_detail"),
    path("evidence/<int:pk>/edit/", views.EvidenceUpdateView.as_view(), name="evidence_edit"),
    path("evidence/<int:pk>/remove/", views.EvidenceRemoveView.as_view(), name="evidence_remove"),
    path("evidence/<int:pk>/file/", views.evidence_file, name="evidence_file"),
]
