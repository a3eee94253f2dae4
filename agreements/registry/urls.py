"""``/agreements/archive/…`` and ``/agreements/disposal/…``."""

from django.urls import path

from agreements.views import archive, disposal

urlpatterns = [
    path("archive/", archive.export_list, name="archive_list"),
    path("archive/new/", archive.export_create, name="archive_create"),
    path("archive/<int:pk>/", archive.export_detail, name="archive_detail"),
    path("archive/<int:pk>/progress/", archive.export_progress, name="archive_progress"),
    path("archive/<int:pk>/download/", archive.export_download, name="archive_download"),
    path("disposal/", disposal.disposal_list, name="disposal_list"),
    path("disposal/<slug:subject>/new/", disposal.disposal_create, name="disposal_create"),
    path("disposal/protocols/<int:pk>/", disposal.disposal_detail, name="disposal_detail"),
]
