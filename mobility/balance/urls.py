"""Addresses of the balance of exchange, below those of mobility."""

from django.urls import path

from mobility.balance import views

urlpatterns = [
    path("balance/", views.BalanceView.as_view(), name="balance"),
    path("balance/export/", views.BalanceExportView.as_view(), name="balance_export"),
]
