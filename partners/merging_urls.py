"""Addresses of duplicates and mergers, below those of partners."""

from django.urls import path

from partners.views import closing, duplicates, institutions, merging

urlpatterns = [
    path("similar/", institutions.similar_institutions, name="similar"),
    path("duplicates/", duplicates.DuplicateListView.as_view(), name="duplicate_list"),
    path("duplicates/search/", duplicates.duplicate_search, name="duplicate_search"),
    path("duplicates/<int:pk>/dismiss/", duplicates.DuplicateDismissView.as_view(), name="duplicate_dismiss"),
    path("duplicates/<int:pk>/take-up/", duplicates.DuplicateTakeUpView.as_view(), name="duplicate_take_up"),
    path("<int:pk>/merge/", merging.MergeChoiceView.as_view(), name="merge_choice"),
    path("<int:pk>/merge/<int:other>/", merging.MergeView.as_view(), name="merge"),
    path("mergers/<int:pk>/", merging.MergeDetailView.as_view(), name="merge_detail"),
    path("mergers/<int:pk>/undo/", merging.MergeUndoView.as_view(), name="merge_undo"),
    path("<int:pk>/close/", closing.InstitutionCloseView.as_view(), name="institution_close"),
    path("<int:pk>/reopen/", closing.InstitutionReopenView.as_view(), name="institution_reopen"),
]
