"""Addresses of due diligence, below those of partners."""

from django.urls import path

from partners.views import assessment_acts, assessment_lists, assessments, due_diligence, moments

urlpatterns = [
    path("<int:pk>/due-diligence/", due_diligence.DueDiligenceView.as_view(), name="institution_due_diligence"),
    path("<int:pk>/assessments/new/", assessments.AssessmentCreateView.as_view(), name="assessment_create"),
    path(
        "<int:pk>/restrictions/<slug:kind>/<int:key>/set-aside/",
        due_diligence.SetAsideView.as_view(),
        name="restriction_set_aside",
    ),
    path("set-asides/<int:pk>/end/", due_diligence.SetAsideEndView.as_view(), name="set_aside_end"),
    path("named/", assessment_lists.NamedInstitutionListView.as_view(), name="named_institution_list"),
    path("assessments/", assessment_lists.AssessmentListView.as_view(), name="assessment_list"),
    path("assessments/export/", assessment_lists.AssessmentExportView.as_view(), name="assessment_export"),
    path("assessments/<int:pk>/", assessments.AssessmentDetailView.as_view(), name="assessment_detail"),
    path("assessments/<int:pk>/edit/", assessments.AssessmentUpdateView.as_view(), name="assessment_edit"),
    path("assessments/<int:pk>/history/", assessments.AssessmentHistoryView.as_view(), name="assessment_history"),
    path(
        "assessments/<int:pk>/history/compare/",
        moments.AssessmentCompareView.as_view(),
        name="assessment_compare",
    ),
    path("assessments/<int:pk>/<slug:move>/", assessment_acts.AssessmentMoveView.as_view(), name="assessment_move"),
    path(
        "assessments/decisions/<int:pk>/<slug:outcome>/",
        assessment_acts.AssessmentDecideView.as_view(),
        name="assessment_decide",
    ),
]
