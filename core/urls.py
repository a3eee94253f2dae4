from django.urls import path

from core.views import search

app_name = "core"

urlpatterns = [
    path("search/", search.search_everything, name="search"),
]
