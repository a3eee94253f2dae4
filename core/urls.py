from django.urls import path

from core.views import saved_views, search, theme

app_name = "core"

urlpatterns = [
    path("theme.css", theme.theme_css, name="theme_css"),
    path("saved-views/<int:pk>/remove/", saved_views.saved_view_remove, name="saved_view_remove"),
    path("saved-views/<slug:list_name>/", saved_views.saved_view_create, name="saved_view_create"),
    path("search/", search.search_everything, name="search"),
]
