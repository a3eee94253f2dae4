"""Addresses of external reviews."""

from django.urls import path

from quality.reviews.views import reviewers

urlpatterns = [
    path("follow-ups/<int:pk>/reviewers/", reviewers.ReviewersView.as_view(), name="follow_up_reviewers"),
    path("follow-ups/<int:pk>/reviewers/new/", reviewers.ReviewerCreateView.as_view(), name="reviewer_create"),
    path("reviewers/<int:pk>/invite/", reviewers.ReviewerInviteView.as_view(), name="reviewer_invite"),
    path("reviewers/<int:pk>/remove/", reviewers.ReviewerRemoveView.as_view(), name="reviewer_remove"),
]
