"""Addresses of external reviews."""

from django.urls import path

from quality.reviews.views import afterwards, mine, reporting, reviewers, self_evaluation, table

SELF_EVALUATION = "follow-ups/<int:pk>/self-evaluation/"
MY_FINDINGS = "follow-ups/<int:pk>/my-findings/"
TABLE = "follow-ups/<int:pk>/action-table/"

urlpatterns = [
    path("my-reviews/", mine.MyReviewsView.as_view(), name="review_mine"),
    path("follow-ups/<int:pk>/reviewers/", reviewers.ReviewersView.as_view(), name="follow_up_reviewers"),
    path("follow-ups/<int:pk>/reviewers/new/", reviewers.ReviewerCreateView.as_view(), name="reviewer_create"),
    path("reviewers/<int:pk>/invite/", reviewers.ReviewerInviteView.as_view(), name="reviewer_invite"),
    path("reviewers/<int:pk>/remove/", reviewers.ReviewerRemoveView.as_view(), name="reviewer_remove"),
    path(SELF_EVALUATION, self_evaluation.SelfEvaluationView.as_view(), name="follow_up_self_evaluation"),
    path(f"{SELF_EVALUATION}give/", self_evaluation.GiveView.as_view(), name="self_evaluation_give"),
    path(f"{SELF_EVALUATION}take-back/", self_evaluation.TakeBackView.as_view(), name="self_evaluation_take_back"),
    path(f"{SELF_EVALUATION}paper/", self_evaluation.SelfEvaluationPaperView.as_view(), name="self_evaluation_paper"),
    path(f"{SELF_EVALUATION}parts/<slug:code>/", self_evaluation.SectionView.as_view(), name="self_evaluation_edit"),
    path(
        "follow-ups/<int:pk>/my-findings/new/", reporting.FindingByReviewerView.as_view(), name="review_finding_create"
    ),
    path("my-findings/<int:pk>/edit/", reporting.OwnFindingUpdateView.as_view(), name="review_finding_edit"),
    path("my-findings/<int:pk>/remove/", reporting.OwnFindingRemoveView.as_view(), name="review_finding_remove"),
    path("follow-ups/<int:pk>/review-report/", reporting.ReportView.as_view(), name="review_report"),
    path("follow-ups/<int:pk>/review-report/file/", reporting.ReportFileView.as_view(), name="review_report_file"),
    path("follow-ups/<int:pk>/review-response/", reporting.ResponseView.as_view(), name="review_response"),
    path("follow-ups/<int:pk>/groups-not-met/", afterwards.GroupsView.as_view(), name="review_groups"),
    path("follow-ups/<int:pk>/one-year-later/", afterwards.YearLaterView.as_view(), name="review_year_later"),
    path(TABLE, table.TableView.as_view(), name="review_table"),
    path(f"{TABLE}<slug:file_format>/", table.TableFileView.as_view(), name="review_table_file"),
]
