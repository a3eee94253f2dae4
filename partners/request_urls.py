"""Addresses of requests for partnerships, below those of partners."""

from django.urls import path

from partners.views import request_acts, request_lists, requests

urlpatterns = [
    path("requests/", request_lists.RequestListView.as_view(), name="request_list"),
    path("requests/export/", request_lists.RequestExportView.as_view(), name="request_export"),
    path("requests/new/", requests.RequestCreateView.as_view(), name="request_create"),
    path("requests/similar/", requests.similar_institutions, name="request_similar"),
    path("requests/<int:pk>/", requests.RequestDetailView.as_view(), name="request_detail"),
    path("requests/<int:pk>/edit/", requests.RequestUpdateView.as_view(), name="request_edit"),
    path("requests/<int:pk>/history/", requests.RequestHistoryView.as_view(), name="request_history"),
    path("requests/<int:pk>/accept/", request_acts.RequestAcceptView.as_view(), name="request_accept"),
    path("requests/<int:pk>/decline/", request_acts.RequestDeclineView.as_view(), name="request_decline"),
    path("requests/<int:pk>/<slug:move>/", request_acts.RequestMoveView.as_view(), name="request_move"),
]
