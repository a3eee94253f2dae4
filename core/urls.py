from django.urls import path

from core.views import following, imports, pages, saved_views, search, theme

app_name = "core"

urlpatterns = [
    path("robots.txt", pages.robots_txt, name="robots_txt"),
    path("theme.css", theme.theme_css, name="theme_css"),
    path("follow/<str:label>/<int:pk>/", following.follow_create, name="follow_create"),
    path("follow/<str:label>/<int:pk>/end/", following.follow_remove, name="follow_remove"),
    path("imports/", imports.import_list, name="import_list"),
    path("imports/new/<slug:importer>/", imports.import_create, name="import_create"),
    path("imports/<int:pk>/", imports.import_detail, name="import_detail"),
    path("imports/<int:pk>/mapping/", imports.import_mapping, name="import_mapping"),
    path("imports/<int:pk>/progress/", imports.import_progress, name="import_progress"),
    path("imports/<int:pk>/rehearse/", imports.import_rehearse, name="import_rehearse"),
    path("imports/<int:pk>/confirm/", imports.import_confirm, name="import_confirm"),
    path("imports/<int:pk>/discard/", imports.import_discard, name="import_discard"),
    path("imports/<int:pk>/refused/", imports.import_refused, name="import_refused"),
    path("saved-views/<int:pk>/remove/", saved_views.saved_view_remove, name="saved_view_remove"),
    path("saved-views/<slug:list_name>/", saved_views.saved_view_create, name="saved_view_create"),
    path("search/", search.search_everything, name="search"),
]
