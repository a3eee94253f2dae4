"""The map of the site for search engines, outside the languages; ``/robots.txt`` (core) names it."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps import views
from django.urls import path
from django.views.decorators.gzip import gzip_page

from finder.sitemaps import SITEMAPS

_told = {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap:section"}

app_name = "sitemap"

urlpatterns = [
    path("sitemap.xml", login_not_required(gzip_page(views.index)), _told, name="index"),
    path("sitemap-<section>.xml", login_not_required(gzip_page(views.sitemap)), {"sitemaps": SITEMAPS}, name="section"),
]
