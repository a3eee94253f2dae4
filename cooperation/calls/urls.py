"""Addresses of calls for proposals."""

from django.urls import path

from cooperation.calls.views import pages

urlpatterns = [
    path("calls/", pages.CallListView.as_view(), name="call_list"),
    path("calls/new/", pages.CallCreateView.as_view(), name="call_create"),
    path("calls/<int:pk>/", pages.CallDetailView.as_view(), name="call_detail"),
    path("calls/<int:pk>/history/", pages.CallHistoryView.as_view(), name="call_history"),
    path("calls/<int:pk>/edit/", pages.CallUpdateView.as_view(), name="call_edit"),
]
