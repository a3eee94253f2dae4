"""Addresses of the whole house. Public pages carry the language (English without prefix); staff pages do not."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from accounts.views.admin_door import admin_sign_in

urlpatterns = [
    path("admin/login/", admin_sign_in),
    path("admin/", admin.site.urls),
    path("agreements/", include("agreements.urls")),
    path("mobility/", include("mobility.urls")),
    path("cooperation/", include("cooperation.urls")),
    path("networks/", include("networks.urls")),
    path("quality/", include("quality.urls")),
    path("insights/", include("insights.urls")),
    path("partners/", include("partners.urls")),
    path("people/", include("accounts.urls")),
    path("site/", include("finder.staff_urls")),
    path("", include("reminders.urls")),
    path("", include("core.urls")),
    path("", include("finder.open_data_urls")),
    path("", include("finder.sitemap_urls")),
    *i18n_patterns(
        # Addresses identify people, so administrators change them: allauth's page for it is closed.
        path("account/email/", RedirectView.as_view(pattern_name="accounts:profile"), name="account_email"),
        path("account/", include("allauth.urls")),
        path("", include("core.page_urls")),
        path("", include("partners.factsheet_urls")),
        path("", include("mobility.learning.public_urls")),
        path("", include("mobility.reports.public_urls")),
        path("", include("mobility.nominations.public_urls")),
        path("", include("quality.reviews.public_urls")),
        path("", include("finder.partnership_urls")),
        path("", include("finder.urls")),
        prefix_default_language=False,
    ),
]
