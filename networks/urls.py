"""Addresses of networks, their members, contacts, numbers, documents and joint offers."""

from django.urls import path

from networks.views import details, forms, lists, members, offers, parts

app_name = "networks"

urlpatterns = [
    path("", lists.NetworkListView.as_view(), name="network_list"),
    path("export/", lists.NetworkExportView.as_view(), name="network_export"),
    path("new/", forms.NetworkCreateView.as_view(), name="network_create"),
    path("<int:pk>/", details.NetworkDetailView.as_view(), name="network_detail"),
    path("<int:pk>/edit/", forms.NetworkUpdateView.as_view(), name="network_edit"),
    path("<int:pk>/pictures/", details.NetworkPicturesView.as_view(), name="network_pictures"),
    path("<int:pk>/history/", details.NetworkHistoryView.as_view(), name="network_history"),
    path("<int:pk>/members/", lists.MemberListView.as_view(), name="member_list"),
    path("<int:pk>/members/export/", lists.MemberExportView.as_view(), name="member_export"),
    path("<int:pk>/members/new/", members.MemberAddView.as_view(), name="member_add"),
    path("members/<int:pk>/edit/", members.MemberUpdateView.as_view(), name="member_edit"),
    path("members/<int:pk>/remove/", members.MemberRemoveView.as_view(), name="member_remove"),
    path("<int:pk>/contacts/new/", parts.ContactAddView.as_view(), name="contact_add"),
    path("contacts/<int:pk>/edit/", parts.ContactUpdateView.as_view(), name="contact_edit"),
    path("contacts/<int:pk>/remove/", parts.ContactRemoveView.as_view(), name="contact_remove"),
    path("<int:pk>/numbers/new/", parts.CountAddView.as_view(), name="count_add"),
    path("numbers/<int:pk>/edit/", parts.CountUpdateView.as_view(), name="count_edit"),
    path("numbers/<int:pk>/remove/", parts.CountRemoveView.as_view(), name="count_remove"),
    path("<int:pk>/documents/new/", parts.DocumentAddView.as_view(), name="document_add"),
    path("documents/<int:pk>/edit/", parts.DocumentUpdateView.as_view(), name="document_edit"),
    path("documents/<int:pk>/remove/", parts.DocumentRemoveView.as_view(), name="document_remove"),
    path("documents/<int:pk>/file/", parts.document_file, name="document_file"),
    path("<int:pk>/offers/new/", offers.OfferAddView.as_view(), name="offer_add"),
    path("offers/<int:pk>/", details.OfferDetailView.as_view(), name="offer_detail"),
    path("offers/<int:pk>/edit/", offers.OfferUpdateView.as_view(), name="offer_edit"),
    path("offers/<int:pk>/remove/", offers.OfferRemoveView.as_view(), name="offer_remove"),
    path("offers/<int:pk>/partners/new/", offers.OfferPartnerAddView.as_view(), name="offer_partner_add"),
    path(
        "offers/<int:pk>/partners/<int:partner>/coordinator/",
        offers.OfferCoordinatorView.as_view(),
        name="offer_coordinator",
    ),
    path(
        "offers/<int:pk>/partners/<int:partner>/remove/",
        offers.OfferPartnerRemoveView.as_view(),
        name="offer_partner_remove",
    ),
]
