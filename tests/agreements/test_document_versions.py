"""A new version replaces the current one; every earlier one stays, with who, when and why."""

from contextlib import closing

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from agreements.enums import DocumentKind, Visibility
from agreements.history_story import AGREEMENT_STORY
from agreements.models import Document
from agreements.selectors import documents_of
from agreements.services.documents import attach_document, remove_document, replace_document, update_document
from core.errors import PortalError, RightMissing
from core.history_entries import entries_of
from tests.agreements.factories import DocumentFactory


def paper(text: str):
    return SimpleUploadedFile("paper.pdf", b"%PDF-1.7 " + text.encode())


@pytest.fixture
def first(registered, coordinator):
    return attach_document(
        registered,
        actor=coordinator,
        upload=paper("one"),
        title="Annex",
        kind=DocumentKind.ANNEX,
        visibility=Visibility.STAFF,
    )


@pytest.fixture
def signed(registered, coordinator):
    kind = DocumentKind.SIGNED_COPY
    return attach_document(registered, actor=coordinator, upload=paper("signed"), title="Signed copy", kind=kind)


def versions(document):
    rows = Document.objects.filter(series=document.series).order_by("version")
    return [(row.version, row.is_current, row.version_note) for row in rows]


def test_a_new_version_replaces_the_current_one_and_keeps_it(first, officer, registered):
    second = replace_document(first, actor=officer, upload=paper("two"), version_note="Their comments are in.")
    assert versions(first) == [(1, False, ""), (2, True, "Their comments are in.")]
    assert (second.title, second.kind, second.visibility) == ("Annex", DocumentKind.ANNEX, Visibility.STAFF)
    assert second.uploaded_by == officer
    entry = entries_of(registered, AGREEMENT_STORY)[0]
    said = "attached a new version of a document"
    assert (entry.who, entry.did, entry.note) == (str(officer), said, "Their comments are in.")


def test_the_same_title_is_the_next_version_and_another_title_another_document(first, registered, coordinator):
    again = attach_document(registered, actor=coordinator, upload=paper("two"), title="Annex", kind=DocumentKind.ANNEX)
    other = attach_document(registered, actor=coordinator, upload=paper("two"), title="Annex 2")
    assert (again.series, again.version) == (first.series, 2)
    assert other.series != first.series


def test_a_version_is_of_the_document_it_replaces_even_when_that_got_another_title(first, coordinator):
    renamed = update_document(first, actor=coordinator, title="Courses")
    assert replace_document(renamed, actor=coordinator, upload=paper("two")).title == "Courses"
    assert len(versions(first)) == 2


@pytest.mark.parametrize("note", ["", "   "])
def test_a_signed_copy_is_not_replaced_silently(signed, registered, coordinator, note):
    with pytest.raises(ValidationError, match="replace the signed copy") as refused:
        replace_document(signed, actor=coordinator, upload=paper("new"), version_note=note)
    assert list(refused.value.message_dict) == ["version_note"]
    with pytest.raises(ValidationError):
        attach_document(registered, actor=coordinator, upload=paper("new"), title="Signed copy", version_note=note)
    assert versions(signed) == [(1, True, "")]
    replace_document(signed, actor=coordinator, upload=paper("new"), version_note="Page 3 was missing.")
    assert versions(signed) == [(1, False, ""), (2, True, "Page 3 was missing.")]


def test_the_very_same_file_is_no_new_version(first, coordinator):
    with pytest.raises(PortalError, match="kept as version 1"):
        replace_document(first, actor=coordinator, upload=paper("one"))
    assert versions(first) == [(1, True, "")]


def test_who_looked_at_an_older_version_replaces_nothing(first, coordinator, officer):
    replace_document(first, actor=officer, upload=paper("two"))
    with pytest.raises(PortalError, match="newer version"):
        replace_document(first, actor=coordinator, upload=paper("three"))
    with pytest.raises(PortalError, match="newer version"):
        update_document(first, actor=coordinator, title="Other")
    assert len(versions(first)) == 2


@pytest.mark.parametrize("who", ["reader", "outsider", "auditor", "administrator"])
def test_others_replace_nothing(request, first, who):
    with pytest.raises(RightMissing):
        replace_document(first, actor=request.getfixturevalue(who), upload=paper("two"))


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [("staff", "office", "office"), ("office", "public", "office"), ("staff", "staff", "staff")],
)
def test_without_the_current_version_the_one_before_is_back_and_read_by_no_more_people(
    first, coordinator, before, after, kept
):
    Document.objects.filter(pk=first.pk).update(visibility=before)
    second = replace_document(first, actor=coordinator, upload=paper("two"))
    update_document(second, actor=coordinator, visibility=after)
    remove_document(second, actor=coordinator, note="The wrong file")
    first.refresh_from_db()
    assert (first.is_current, first.visibility) == (True, kept)


def test_an_earlier_version_can_be_removed_and_its_number_is_not_given_again(first, coordinator):
    second = replace_document(first, actor=coordinator, upload=paper("two"))
    remove_document(first, actor=coordinator, note="Names of students in it")
    third = replace_document(second, actor=coordinator, upload=paper("three"))
    assert versions(third) == [(2, False, ""), (3, True, "")]


def test_earlier_versions_are_for_those_who_keep_the_agreement(first, coordinator, reader, registered, browser_of):
    second = replace_document(first, actor=coordinator, upload=paper("two"), version_note="They wrote anew.")
    assert [row.pk for row in documents_of(registered, reader)] == [second.pk]
    assert documents_of(registered, reader)[0].earlier == []
    assert [row.pk for row in documents_of(registered, coordinator)[0].earlier] == [first.pk]
    address = f"/agreements/{registered.pk}/documents/{first.pk}/"
    assert browser_of(reader).get(address).status_code == 404
    with closing(browser_of(coordinator).get(address)) as response:
        assert b"".join(response.streaming_content) == b"%PDF-1.7 one"


def test_only_the_current_version_is_published_and_watched(first, coordinator):
    update_document(first, actor=coordinator, visibility=Visibility.PUBLIC)
    Document.objects.filter(agreement=first.agreement_id).update(review_on="2026-01-01")
    first.agreement.is_published = True
    first.agreement.save()
    first.refresh_from_db()
    second = replace_document(first, actor=coordinator, upload=paper("two"))
    assert list(Document.objects.published()) == [second]
    assert list(Document.objects.current()) == [second]
    assert second.review_on is not None


def test_the_database_keeps_one_current_version_and_each_number_once(first):
    for changes in ({"version": 2}, {"is_current": False}):
        with pytest.raises(IntegrityError), transaction.atomic():
            DocumentFactory(agreement=first.agreement, series=first.series, **changes)


def test_the_page_lists_the_versions_with_who_when_and_why(first, registered, coordinator, officer, browser_of):
    replace_document(first, actor=officer, upload=paper("two"), version_note="Their comments are in.")
    page = browser_of(coordinator).get(f"/agreements/{registered.pk}/documents/").content.decode()
    assert "1 earlier version" in page
    assert "Their comments are in." in page
    assert Document.objects.get(version=2).sha256 in page
    assert "(1)" not in page


def test_the_form_of_a_new_version(signed, registered, coordinator, browser_of):
    client = browser_of(coordinator)
    address = f"/agreements/{registered.pk}/documents/{signed.pk}/version/"
    assert "It replaces a signed copy" in client.get(address).content.decode()
    refused = client.post(address, {"file": paper("new"), "version_note": ""})
    assert list(refused.context["form"].errors) == ["version_note"]
    assert client.post(address, {"file": paper("new"), "version_note": "A better scan"}).status_code == 302
    assert client.get(address).status_code == 404
    assert versions(signed)[-1] == (2, True, "A better scan")


def test_the_form_of_a_document_asks_for_a_reason_where_its_title_is_that_of_the_signed_copy(
    signed, registered, coordinator, browser_of
):
    data = {"file": paper("new"), "title": "Signed copy", "kind": "signed_copy", "visibility": "office"}
    refused = browser_of(coordinator).post(f"/agreements/{registered.pk}/documents/new/", data)
    assert "Say why" in refused.content.decode()
    assert 'value="Signed copy"' in refused.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many_versions(
    count, first, registered, coordinator, browser_of, django_assert_num_queries
):
    client = browser_of(coordinator)
    address = f"/agreements/{registered.pk}/documents/"
    client.get(address)
    newest = first
    for number in range(count):
        newest = replace_document(newest, actor=coordinator, upload=paper(f"more {number}"))
        attach_document(registered, actor=coordinator, upload=paper(str(number)), title=f"Other {number}")
    with django_assert_num_queries(12):
        client.get(address)
