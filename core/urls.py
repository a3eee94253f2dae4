from django.urls import path

from core.views import bulk, comments, following, imports, mapping_profiles, pages, saved_views, search, theme, threads

app_name = "core"

urlpatterns = [
    path("robots.txt", pages.robots_txt, name="robots_txt"),
    path("theme.css", theme.theme_css, name="theme_css"),
    path("follow/<str:label>/<int:pk>/", following.follow_create, name="follow_create"),
    path("follow/<str:label>/<int:pk>/end/", following.follow_remove, name="follow_remove"),
    path("bulk/<slug:kind>/new/", bulk.bulk_create, name="bulk_create"),
    path("bulk/<int:pk>/", bulk.bulk_detail, name="bulk_detail"),
    path("bulk/<int:pk>/progress/", bulk.bulk_progress, name="bulk_progress"),
    path("bulk/<int:pk>/carry-out/", bulk.bulk_carry_out, name="bulk_carry_out"),
    path("bulk/<int:pk>/undo/", bulk.bulk_undo, name="bulk_undo"),
    path("comments/<int:pk>/edit/", comments.CommentUpdateView.as_view(), name="comment_edit"),
    path("comments/<int:pk>/remove/", comments.CommentRemoveView.as_view(), name="comment_remove"),
    path("comments/mentions/<int:pk>/read/", threads.mention_settle, name="mention_settle"),
    path("comments/<str:label>/<int:pk>/", comments.CommentListView.as_view(), name="comment_list"),
    path("comments/<str:label>/<int:pk>/silence/", threads.thread_silence, name="thread_silence"),
    path("comments/<str:label>/<int:pk>/hear/", threads.thread_hear, name="thread_hear"),
    path("comments/<str:label>/<int:pk>/people/", threads.mention_choices, name="mention_choices"),
    path("imports/", imports.import_list, name="import_list"),
    path("imports/new/<slug:importer>/", imports.import_create, name="import_create"),
    path("imports/mappings/<int:pk>/", mapping_profiles.mapping_profile_edit, name="mapping_profile_edit"),
    path("imports/mappings/<int:pk>/remove/", mapping_profiles.mapping_profile_remove, name="mapping_profile_remove"),
    path("imports/<int:pk>/", imports.import_detail, name="import_detail"),
    path("imports/<int:pk>/mapping/", imports.import_mapping, name="import_mapping"),
    path("imports/<int:pk>/progress/", imports.import_progress, name="import_progress"),
    path("imports/<int:pk>/rehearse/", imports.import_rehearse, name="import_rehearse"),
    path("imports/<int:pk>/confirm/", imports.import_confirm, name="import_confirm"),
    path("imports/<int:pk>/discard/", imports.import_discard, name="import_discard"),
    path("imports/<int:pk>/refused/", imports.import_refused, name="import_refused"),
    path("saved-views/<int:pk>/remove/", saved_views.saved_view_remove, name="saved_view_remove"),
    path("saved-views/<int:pk>/edit/", saved_views.saved_view_edit, name="saved_view_edit"),
    path("saved-views/<int:pk>/take-over/", saved_views.saved_view_take_over, name="saved_view_take_over"),
    path("saved-views/<slug:list_name>/", saved_views.saved_view_create, name="saved_view_create"),
    path("search/", search.search_everything, name="search"),
]
