"""Addresses of grants and their payments, below those of mobility."""

from django.urls import path

from mobility.grants.views import due, grants, many, payments

urlpatterns = [
    path("stays/<int:pk>/grant/calculate/", grants.CalculateView.as_view(), name="grant_calculate"),
    path("projects/<int:pk>/grants/calculate/", many.RecalculateView.as_view(), name="grants_calculate"),
    path("grants/calculate/", many.RecalculateManyView.as_view(), name="grants_calculate_many"),
    path("grants/runs/<int:pk>/", many.recalculation, name="recalculation"),
    path("grants/runs/<int:pk>/progress/", many.recalculation_progress, name="recalculation_progress"),
    path("stays/<int:pk>/payments/new/", payments.PaymentCreateView.as_view(), name="payment_create"),
    path("payments/", due.PaymentListView.as_view(), name="payment_list"),
    path("payments/export/", due.PaymentExportView.as_view(), name="payment_export"),
    path("payments/record/", payments.PaymentManyView.as_view(), name="payment_many"),
    path("payments/<int:pk>/take-back/", payments.PaymentTakeBackView.as_view(), name="payment_take_back"),
]
