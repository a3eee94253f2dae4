from django.urls import include, path, re_path

from agreements import letter_urls, renewal_urls
from agreements.creating import urls as creating_urls
from agreements.registry import urls as registry_urls
from agreements.views import (
    actions,
    amendments,
    archive,
    coming_numbers,
    condition_export,
    condition_table,
    condition_years,
    conditions,
    details,
    documents,
    endings,
    evaluations,
    forms,
    lists,
    moments,
    negotiation,
    numbers,
    partner_choices,
    pictures,
    renewal_list,
    signatures,
    successions,
    tags,
    waiting,
)
from agreements.workflow import agreement_workflow

app_name = "agreements"

MOVES = "|".join(agreement_workflow.transitions)

urlpatterns = [
    *creating_urls.urlpatterns,
    *letter_urls.urlpatterns,
    path("", lists.AgreementListView.as_view(), name="agreement_list"),
    path("export/", lists.AgreementExportView.as_view(), name="agreement_export"),
    path("conditions/export/", condition_export.ConditionExportView.as_view(), name="condition_export"),
    path("renewals/", include(renewal_urls.urlpatterns)),
    path("successions/<int:pk>/", successions.SuccessionView.as_view(), name="succession"),
    path("partner-choices/", partner_choices.partner_choices, name="partner_choices"),
    path("pictures/", pictures.PicturesView.as_view(), name="pictures"),
    path("waiting/", waiting.WaitingListView.as_view(), name="waiting_list"),
    path("waiting/export/", waiting.WaitingExportView.as_view(), name="waiting_export"),
    path("<int:pk>/", details.AgreementDetailView.as_view(), name="agreement_detail"),
    path("<int:pk>/history/compare/", moments.AgreementCompareView.as_view(), name="agreement_compare"),
    path("<int:pk>/history/restore/", moments.AgreementRestoreView.as_view(), name="agreement_restore"),
    path("<int:pk>/history/restore-row/", moments.AgreementRestoreRowView.as_view(), name="agreement_restore_row"),
    path("<int:pk>/edit/", forms.AgreementUpdateView.as_view(), name="agreement_edit"),
    path("<int:pk>/history/", details.AgreementHistoryView.as_view(), name="agreement_history"),
    path("", include(registry_urls.urlpatterns)),
    path("<int:pk>/archive/", archive.AgreementArchiveView.as_view(), name="agreement_archive"),
    path("<int:pk>/tags/", tags.TagsView.as_view(), name="tags_edit"),
    path("<int:pk>/number/", numbers.NumberView.as_view(), name="number_edit"),
    path("<int:pk>/publish/", actions.AgreementPublishView.as_view(), name="agreement_publish"),
    path("<int:pk>/unpublish/", actions.AgreementUnpublishView.as_view(), name="agreement_unpublish"),
    path("<int:pk>/turn/", actions.AgreementTurnView.as_view(), name="agreement_turn"),
    path("<int:pk>/negotiation/new/", negotiation.EntryCreateView.as_view(), name="entry_create"),
    path("<int:pk>/negotiation/<int:entry>/edit/", negotiation.EntryUpdateView.as_view(), name="entry_edit"),
    path("<int:pk>/negotiation/remind/", negotiation.ReminderView.as_view(), name="partner_remind"),
    path("<int:pk>/give_notice/", endings.GiveNoticeView.as_view(), name="notice_give"),
    path("<int:pk>/withdraw_notice/", endings.WithdrawNoticeView.as_view(), name="notice_withdraw"),
    path("<int:pk>/suspend/", endings.SuspendView.as_view(), name="agreement_suspend"),
    path("<int:pk>/suspension/", endings.SuspensionChangeView.as_view(), name="suspension_change"),
    path("<int:pk>/end/", endings.EndView.as_view(), name="agreement_end"),
    path("<int:pk>/signatures/", signatures.SignaturesView.as_view(), name="signatures_edit"),
    path("<int:pk>/conditions/", condition_table.ConditionTableView.as_view(), name="condition_table"),
    path("<int:pk>/conditions/years/", condition_years.ConditionYearsView.as_view(), name="condition_years"),
    path("<int:pk>/conditions/new/", conditions.ConditionCreateView.as_view(), name="condition_create"),
    path("<int:pk>/conditions/<int:condition>/edit/", conditions.ConditionUpdateView.as_view(), name="condition_edit"),
    path(
        "<int:pk>/conditions/<int:condition>/remove/", conditions.ConditionRemoveView.as_view(), name="condition_remove"
    ),
    path("<int:pk>/evaluation/", evaluations.EvaluationUpdateView.as_view(), name="evaluation_edit"),
    path("<int:pk>/evaluation/ask/", evaluations.EvaluationAskView.as_view(), name="evaluation_ask"),
    path("<int:pk>/evaluation/skip/", evaluations.EvaluationSkipView.as_view(), name="evaluation_skip"),
    path("<int:pk>/let-end/", renewal_list.LetEndView.as_view(), name="agreement_let_end"),
    path("<int:pk>/numbers/", coming_numbers.NumbersConfirmView.as_view(), name="numbers_confirm"),
    path("<int:pk>/amendments/new/", amendments.AmendmentCreateView.as_view(), name="amendment_create"),
    path("<int:pk>/amendments/<int:number>/", amendments.AmendmentDetailView.as_view(), name="amendment_detail"),
    path("<int:pk>/amendments/<int:number>/edit/", amendments.AmendmentUpdateView.as_view(), name="amendment_edit"),
    path(
        "<int:pk>/amendments/<int:number>/signatures/",
        signatures.AmendmentSignaturesView.as_view(),
        name="amendment_signatures",
    ),
    path(
        "<int:pk>/amendments/<int:number>/conditions/",
        amendments.AmendmentConditionsView.as_view(),
        name="amendment_conditions",
    ),
    path(
        "<int:pk>/amendments/<int:number>/<slug:move>/", amendments.AmendmentMoveView.as_view(), name="amendment_move"
    ),
    path("<int:pk>/renew/", actions.AgreementRenewView.as_view(), name="agreement_renew"),
    path("<int:pk>/documents/", details.DocumentListView.as_view(), name="document_list"),
    path("<int:pk>/documents/new/", documents.DocumentAttachView.as_view(), name="document_attach"),
    path("<int:pk>/documents/<int:document>/", documents.document_download, name="document_download"),
    path("<int:pk>/documents/<int:document>/edit/", documents.DocumentUpdateView.as_view(), name="document_edit"),
    path(
        "<int:pk>/documents/<int:document>/version/", documents.DocumentReplaceView.as_view(), name="document_replace"
    ),
    path("<int:pk>/documents/<int:document>/remove/", documents.DocumentRemoveView.as_view(), name="document_remove"),
    path(
        "<int:pk>/documents/<int:document>/reviewed/",
        documents.DocumentReviewedView.as_view(),
        name="document_reviewed",
    ),
    re_path(rf"^(?P<pk>\d{{1,18}})/(?P<move>{MOVES})/$", actions.AgreementMoveView.as_view(), name="agreement_move"),
]
