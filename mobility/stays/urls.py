"""Addresses of stays, below those of mobility."""

from django.urls import path

from mobility.stays.views import acts, board, checks, details, forms, kinds, lists

urlpatterns = [
    path("", lists.MobilityListView.as_view(), name="mobility_list"),
    path("export/", lists.MobilityExportView.as_view(), name="mobility_export"),
    path("board/", board.MobilityBoardView.as_view(), name="mobility_board"),
    path("stays/begin/", kinds.MobilityBeginView.as_view(), name="mobility_begin"),
    path("stays/new/", forms.MobilityCreateView.as_view(), name="mobility_create"),
    path("stays/check/", checks.NewStayCheckView.as_view(), name="mobility_check_new"),
    path("stays/<int:pk>/", details.MobilityDetailView.as_view(), name="mobility_detail"),
    path("stays/<int:pk>/edit/", forms.MobilityUpdateView.as_view(), name="mobility_edit"),
    path("stays/<int:pk>/kind/", forms.MobilityKindView.as_view(), name="mobility_kind"),
    path("stays/<int:pk>/check/", checks.StayCheckView.as_view(), name="mobility_check"),
    path("stays/<int:pk>/overbook/", forms.MobilityOverbookView.as_view(), name="mobility_overbook"),
    path("stays/<int:pk>/history/", details.MobilityHistoryView.as_view(), name="mobility_history"),
    path("stays/<int:pk>/move/<slug:move>/", acts.MobilityMoveView.as_view(), name="mobility_move"),
]
