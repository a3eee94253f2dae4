from django.urls import path

from partners import assessment_urls, letter_urls, merging_urls, request_urls
from partners.views import contacts, details, institutions, lists, moments, tags

app_name = "partners"

urlpatterns = [
    *assessment_urls.urlpatterns,
    *merging_urls.urlpatterns,
    *letter_urls.urlpatterns,
    *request_urls.urlpatterns,
    path("", lists.InstitutionListView.as_view(), name="institution_list"),
    path("export/", lists.InstitutionExportView.as_view(), name="institution_export"),
    path("new/", institutions.InstitutionCreateView.as_view(), name="institution_create"),
    path("<int:pk>/", details.InstitutionDetailView.as_view(), name="institution_detail"),
    path("<int:pk>/edit/", institutions.InstitutionUpdateView.as_view(), name="institution_edit"),
    path("<int:pk>/tags/", tags.PartnerTagsView.as_view(), name="tags_edit"),
    path("<int:pk>/contacts/", details.InstitutionContactsView.as_view(), name="institution_contacts"),
    path("<int:pk>/contacts/new/", contacts.ContactCreateView.as_view(), name="contact_create"),
    path("<int:pk>/history/", details.InstitutionHistoryView.as_view(), name="institution_history"),
    path("<int:pk>/history/compare/", moments.InstitutionCompareView.as_view(), name="institution_compare"),
    path("<int:pk>/history/restore/", moments.InstitutionRestoreView.as_view(), name="institution_restore"),
    path("<int:pk>/history/restore-row/", moments.InstitutionRestoreRowView.as_view(), name="institution_restore_row"),
    path("contacts/<int:pk>/edit/", contacts.ContactUpdateView.as_view(), name="contact_edit"),
    path("contacts/<int:pk>/remove/", contacts.ContactRemoveView.as_view(), name="contact_remove"),
]
