"""``/agreements/archive/…``."""

from django.urls import path

from agreements.views import archive

urlpatterns = [
    path("", archive.export_list, name="archive_list"),
    path("new/", archive.export_create, name="archive_create"),
    path("<int:pk>/", archive.export_detail, name="archive_detail"),
    path("<int:pk>/progress/", archive.export_progress, name="archive_progress"),
    path("<int:pk>/download/", archive.export_download, name="archive_download"),
]
