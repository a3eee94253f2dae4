"""Addresses of what is written to partners, below those of partners."""

from django.urls import path

from partners.views import correspondence, factsheets, mail_templates, mailing_lists, mailings

urlpatterns = [
    path("mailings/", mailing_lists.MailingListView.as_view(), name="mailing_list"),
    path("mailings/new/<str:kind>/", mailings.MailingCreateView.as_view(), name="mailing_create"),
    path("mailings/<int:pk>/", mailings.MailingDetailView.as_view(), name="mailing_detail"),
    path("mailings/<int:pk>/edit/", mailings.MailingUpdateView.as_view(), name="mailing_edit"),
    path("mailings/<int:pk>/send/", mailings.MailingSendView.as_view(), name="mailing_send"),
    path("mailings/<int:pk>/resend/", mailings.MailingResendView.as_view(), name="mailing_resend"),
    path("mailings/<int:pk>/discard/", mailings.MailingDiscardView.as_view(), name="mailing_discard"),
    path("mail-templates/", mail_templates.MailTemplateListView.as_view(), name="mail_template_list"),
    path("mail-templates/new/", mail_templates.MailTemplateCreateView.as_view(), name="mail_template_create"),
    path("mail-templates/preview/", mail_templates.mail_template_preview, name="mail_template_preview"),
    path("mail-templates/<int:pk>/", mail_templates.MailTemplateDetailView.as_view(), name="mail_template_detail"),
    path("mail-templates/<int:pk>/edit/", mail_templates.MailTemplateUpdateView.as_view(), name="mail_template_edit"),
    path(
        "mail-templates/<int:pk>/retire/", mail_templates.MailTemplateRetireView.as_view(), name="mail_template_retire"
    ),
    path(
        "mail-templates/<int:pk>/restore/",
        mail_templates.MailTemplateRestoreView.as_view(),
        name="mail_template_restore",
    ),
    path("<int:pk>/factsheet/", factsheets.FactsheetView.as_view(), name="institution_factsheet"),
    path("<int:pk>/factsheet/ask/", factsheets.FactsheetAskView.as_view(), name="factsheet_ask"),
    path("factsheets/<int:pk>/revoke/", factsheets.FactsheetRevokeView.as_view(), name="factsheet_revoke"),
    path("corrections/<int:pk>/accept/", factsheets.ProposalAcceptView.as_view(), name="proposal_accept"),
    path("corrections/<int:pk>/refuse/", factsheets.ProposalRefuseView.as_view(), name="proposal_refuse"),
    path("<int:pk>/correspondence/", correspondence.CorrespondenceView.as_view(), name="institution_correspondence"),
]
