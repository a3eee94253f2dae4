"""Addresses of blended intensive programmes."""

from django.urls import path

from mobility.bips.views import checks, details, forms, lists

urlpatterns = [
    path("bips/", lists.BipListView.as_view(), name="bip_list"),
    path("bips/export/", lists.BipExportView.as_view(), name="bip_export"),
    path("bips/new/", forms.BipCreateView.as_view(), name="bip_create"),
    path("bips/new/check/", checks.NewBipCheckView.as_view(), name="bip_check_new"),
    path("bips/<int:pk>/", details.BipDetailView.as_view(), name="bip_detail"),
    path("bips/<int:pk>/eligibility/", details.BipEligibilityView.as_view(), name="bip_eligibility"),
    path("bips/<int:pk>/history/", details.BipHistoryView.as_view(), name="bip_history"),
    path("bips/<int:pk>/edit/", forms.BipUpdateView.as_view(), name="bip_edit"),
    path("bips/<int:pk>/check/", checks.BipCheckView.as_view(), name="bip_check"),
    path("bips/<int:pk>/partners/", forms.BipPartnersView.as_view(), name="bip_partners"),
    path("bips/<int:pk>/partners/check/", checks.PartnersCheckView.as_view(), name="bip_check_partners"),
    path("bips/<int:pk>/stays/new/", forms.BipStayView.as_view(), name="bip_stay"),
    path("bips/<int:pk>/stays/<int:stay>/remove/", forms.BipStayLeaveView.as_view(), name="bip_stay_remove"),
    path("bips/<int:pk>/<slug:move>/", details.BipMoveView.as_view(), name="bip_move"),
]
