from django.urls import path

from insights.pictures import views

urlpatterns = [
    path("pictures/", views.PictureListView.as_view(), name="picture_list"),
    path("pictures/<slug:name>/", views.PictureView.as_view(), name="picture_detail"),
    path("pictures/<slug:name>/<slug:file_format>/", views.picture_file, name="picture_file"),
]
