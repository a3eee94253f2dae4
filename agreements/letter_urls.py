from django.urls import path

from agreements.views import letter_templates, letters

urlpatterns = [
    path("letter-templates/", letter_templates.LetterTemplateListView.as_view(), name="letter_template_list"),
    path("letter-templates/new/", letter_templates.LetterTemplateCreateView.as_view(), name="letter_template_create"),
    path(
        "letter-templates/<int:pk>/",
        letter_templates.LetterTemplateDetailView.as_view(),
        name="letter_template_detail",
    ),
    path(
        "letter-templates/<int:pk>/edit/",
        letter_templates.LetterTemplateUpdateView.as_view(),
        name="letter_template_edit",
    ),
    path(
        "letter-templates/<int:pk>/version/",
        letter_templates.TemplateVersionCreateView.as_view(),
        name="letter_template_version",
    ),
    path(
        "letter-templates/<int:pk>/retire/",
        letter_templates.LetterTemplateRetireView.as_view(),
        name="letter_template_retire",
    ),
    path(
        "letter-templates/<int:pk>/restore/",
        letter_templates.LetterTemplateRestoreView.as_view(),
        name="letter_template_restore",
    ),
    path(
        "letter-templates/<int:pk>/versions/<int:version>/",
        letter_templates.template_version_download,
        name="letter_template_download",
    ),
    path("<int:pk>/letters/", letters.LetterChoiceView.as_view(), name="letter_choice"),
    path("<int:pk>/letters/<int:template>/", letters.LetterPreviewView.as_view(), name="letter_preview"),
    path("<int:pk>/letters/<int:template>/file/", letters.LetterDownloadView.as_view(), name="letter_download"),
    path("<int:pk>/letters/<int:template>/keep/", letters.LetterKeepView.as_view(), name="letter_keep"),
]
