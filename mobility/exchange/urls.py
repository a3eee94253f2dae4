from django.urls import path

from mobility.exchange.views import ExchangeDownloadView, ExchangeFileView

urlpatterns = [
    path("projects/<int:pk>/exchange/", ExchangeFileView.as_view(), name="exchange_file"),
    path("projects/<int:pk>/exchange/download/", ExchangeDownloadView.as_view(), name="exchange_download"),
]
