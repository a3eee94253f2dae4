"""Addresses of application rounds for staff; the public page of the open ones is in the finder."""

from django.urls import path

from mobility.rounds.views import details, forms, lists

urlpatterns = [
    path("rounds/", lists.RoundListView.as_view(), name="round_list"),
    path("rounds/export/", lists.RoundExportView.as_view(), name="round_export"),
    path("rounds/new/", forms.RoundCreateView.as_view(), name="round_create"),
    path("rounds/<int:pk>/", details.RoundDetailView.as_view(), name="round_detail"),
    path("rounds/<int:pk>/history/", details.RoundHistoryView.as_view(), name="round_history"),
    path("rounds/<int:pk>/protocol/", details.RoundProtocolView.as_view(), name="round_protocol"),
    path("rounds/<int:pk>/protocol/export/", details.ProtocolExportView.as_view(), name="round_protocol_export"),
    path("rounds/<int:pk>/edit/", forms.RoundUpdateView.as_view(), name="round_edit"),
    path("rounds/<int:pk>/places/<int:condition>/", forms.RoundPlacesView.as_view(), name="round_places"),
    path("rounds/<int:pk>/allocate/", forms.RoundAllocateView.as_view(), name="round_allocate"),
    path("rounds/<int:pk>/waiting/<int:reason>/move-up/", forms.MoveUpView.as_view(), name="round_move_up"),
    path("rounds/<int:pk>/waiting/<int:reason>/leave/", forms.LeaveListView.as_view(), name="round_leave"),
    path("rounds/<int:pk>/move/<slug:move>/", forms.RoundMoveView.as_view(), name="round_move"),
]
