"""The office's addresses of guidelines."""

from django.urls import path

from finder.guidelines.views import files, office

urlpatterns = [
    path("guidelines/", office.GuidelineListView.as_view(), name="guideline_list"),
    path("guidelines/export/", office.GuidelineExportView.as_view(), name="guideline_export"),
    path("guidelines/new/", office.GuidelineCreateView.as_view(), name="guideline_create"),
    path("guidelines/<int:pk>/", office.GuidelineDetailView.as_view(), name="guideline_detail"),
    path("guidelines/<int:pk>/history/", office.GuidelineHistoryView.as_view(), name="guideline_history"),
    path("guidelines/<int:pk>/edit/", office.GuidelineUpdateView.as_view(), name="guideline_edit"),
    path("guidelines/<int:pk>/holds/", files.GuidelineHoldsView.as_view(), name="guideline_holds"),
    path("guidelines/<int:pk>/remove/", office.GuidelineRemoveView.as_view(), name="guideline_remove"),
    path("guidelines/<int:pk>/files/new/", files.FileAddView.as_view(), name="guideline_file_add"),
    path("guidelines/files/<int:pk>/", office.guideline_file_download, name="guideline_file_download"),
    path("guidelines/files/<int:pk>/edit/", files.FileUpdateView.as_view(), name="guideline_file_edit"),
    path("guidelines/files/<int:pk>/holds/", files.FileHoldsView.as_view(), name="guideline_file_review"),
    path("guidelines/files/<int:pk>/remove/", files.FileRemoveView.as_view(), name="guideline_file_remove"),
]
