"""Many partners changed at once: shown first, refused by their own rules, done, undone."""

import pytest
from django.urls import reverse

from core.bulk.doing import carry_out, undo
from core.bulk.enums import BulkOutcome
from core.bulk.models import BulkEdit
from core.bulk.preparing import prepare_edit
from core.errors import RightMissing
from core.history_entries import entries_of
from core.tags.models import Tag
from partners.bulk.kind import PartnersAtOnce
from partners.enums import InstitutionStatus
from partners.history_story import INSTITUTION_STORY
from partners.services import update_institution
from partners.services.merging import merge_institutions
from partners.services.tags import set_partner_tags
from tests.partners.factories import InstitutionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    statuses = (InstitutionStatus.PROSPECT, InstitutionStatus.ACTIVE, InstitutionStatus.CLOSED)
    return [InstitutionFactory(name=f"University {n}", status=status) for n, status in enumerate(statuses)]


def prepared(actor, rows, **wanted):
    return prepare_edit(PartnersAtOnce(), [row.pk for row in rows], wanted=wanted, actor=actor, note="Yearly look.")


def outcomes(edit):
    return [(row.outcome, row.reason) for row in edit.rows.order_by("object_id")]


def test_it_is_shown_refused_where_closed_done_and_undone(officer, three):
    three[1].remarks = "Slow."
    three[1].save()
    edit = prepared(officer, three, status="active", remarks="Asked in 2026.")
    assert outcomes(edit) == [
        (BulkOutcome.PLANNED, ""),
        (BulkOutcome.PLANNED, ""),
        (BulkOutcome.REFUSED, "It has closed: its status changes on its own page."),
    ]
    carry_out(edit, actor=officer)
    for row in three:
        row.refresh_from_db()
    assert [(row.status, row.remarks) for row in three] == [
        ("active", "Asked in 2026."),
        ("active", "Slow.\nAsked in 2026."),
        ("closed", ""),
    ]
    update_institution(three[0], actor=None, remarks="Another's.")
    undo(BulkEdit.objects.get(), actor=officer)
    for row in three:
        row.refresh_from_db()
    assert [(row.status, row.remarks) for row in three[:2]] == [("active", "Another's."), ("active", "Slow.")]
    assert outcomes(edit)[0][0] == BulkOutcome.LEFT


def test_from_the_list_to_the_preview(browser_of, officer, three):
    client = browser_of(officer)
    page = client.get(reverse("partners:institution_list")).content.decode()
    assert "Change the ticked" in page
    assert page.count('name="row"') == 2
    address = reverse("core:bulk_create", args=["partners"])
    response = client.post(f"{address}?row={three[0].pk}&row={three[1].pk}", {"status": "suspended"}, follow=True)
    assert "2 rows would change" in response.content.decode()
    assert "Prospect" in response.content.decode()
    three[0].refresh_from_db()
    assert three[0].status == InstitutionStatus.PROSPECT


def test_who_may_not_change_partners_sees_no_boxes_and_is_refused(browser_of, reader, three):
    assert 'name="row"' not in browser_of(reader).get(reverse("partners:institution_list")).content.decode()
    assert browser_of(reader).get(reverse("core:bulk_create", args=["partners"])).status_code == 403
    with pytest.raises(RightMissing):
        prepared(reader, three, status="active")


def test_tags_are_given_on_the_page_and_in_many_at_once(browser_of, officer, three):
    client, address = browser_of(officer), reverse("partners:tags_edit", args=[three[0].pk])
    assert "Tags…" in client.get(three[0].get_absolute_url()).content.decode()
    client.post(address, {"new_names": "Baltic"})
    tag = Tag.objects.get(name="Baltic")
    carry_out(prepared(officer, three[:2], tags={"give": [tag.pk], "take": []}), actor=officer)
    assert [[str(row) for row in partner.taggings.all()] for partner in three] == [["Baltic"], ["Baltic"], []]
    page = client.get(reverse("partners:institution_list") + f"?tag={tag.pk}").content.decode()
    assert page.count("<span>Baltic</span>") == 2
    assert "University 2" not in page
    did = [entry.did for entry in entries_of(three[1], INSTITUTION_STORY)]
    assert did[0].endswith("changed its tags")
    export = b"".join(client.get(reverse("partners:institution_export") + "?format=csv").streaming_content).decode()
    assert export.count("Baltic") == 2


def test_a_merged_partner_leaves_its_tags_and_a_reader_gives_none(officer, reader, three):
    tags = [Tag.objects.create(name=name) for name in ("Baltic", "Nordic")]
    set_partner_tags(three[0], actor=officer, tags=tags[:1])
    set_partner_tags(three[1], actor=officer, tags=tags)
    merge_institutions(three[0], three[1], actor=officer)
    assert [str(row) for row in three[0].taggings.all()] == ["Baltic", "Nordic"]
    with pytest.raises(RightMissing):
        set_partner_tags(three[2], actor=reader, tags=tags)
