"""Where the office writes what the public site tells. Staff addresses carry no language."""

from django.urls import include, path

app_name = "site"

urlpatterns = [path("", include("finder.guidelines.urls"))]
