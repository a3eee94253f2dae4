"""Addresses of people's data, below those of mobility."""

from django.urls import path

from mobility.people.views import forgetting, persons, records

urlpatterns = [
    path("people/readings/", records.ReadingListView.as_view(), name="reading_list"),
    path("people/exports/", records.PersonalExportListView.as_view(), name="personal_export_list"),
    path("people/forgetting/", forgetting.forgetting_list, name="forgetting_list"),
    path("people/forgetting/<int:pk>/", forgetting.forgetting_detail, name="forgetting_detail"),
    path("people/<int:pk>/", persons.ParticipantDetailView.as_view(), name="participant_detail"),
    path("people/<int:pk>/edit/", persons.ParticipantUpdateView.as_view(), name="participant_edit"),
    path("people/<int:pk>/read/", persons.ParticipantReadView.as_view(), name="participant_read"),
    path("people/<int:pk>/sensitive/", persons.ParticipantSensitiveView.as_view(), name="participant_sensitive"),
    path("people/<int:pk>/contact/", persons.EmergencyContactView.as_view(), name="emergency_contact"),
    path("people/<int:pk>/data/", persons.OwnDataView.as_view(), name="own_data"),
    path("stays/<int:pk>/needs/", persons.InclusionNeedView.as_view(), name="inclusion_need"),
]
