"""Addresses of the whole house. Public pages carry the language (English without prefix); staff pages do not."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("agreements/", include("agreements.urls")),
    path("partners/", include("partners.urls")),
    path("people/", include("accounts.urls")),
    path("", include("reminders.urls")),
    path("", include("core.urls")),
    *i18n_patterns(
        path("account/", include("allauth.urls")),
        path("", include("core.page_urls")),
        path("", include("finder.urls")),
        prefix_default_language=False,
    ),
]
