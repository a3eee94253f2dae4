"""Tags: who gives them, where they are shown, how they are found, and what becomes of them."""

import pytest
from django.db import IntegrityError, transaction

from agreements.history_story import AGREEMENT_STORY
from agreements.models import Agreement, Tag
from agreements.services.renewals import renew_agreement
from agreements.services.tags import merge_tags, set_tags
from core.errors import RightMissing
from core.history_entries import entries_of
from partners.services.tags import set_partner_tags
from tests.agreements.factories import AgreementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def baltic(db):
    return Tag.objects.create(name="Östersjön")


@pytest.fixture
def tagged(registered, officer, baltic):
    return set_tags(registered, actor=officer, tags=[baltic])


def names(agreement):
    return [str(tagging) for tagging in agreement.taggings.all()]


def test_a_tag_is_given_by_who_keeps_the_agreement(registered, baltic, coordinator, outsider, reader):
    for stranger in (outsider, reader):
        with pytest.raises(RightMissing):
            set_tags(registered, actor=stranger, tags=[baltic])
    set_tags(registered, actor=coordinator, tags=[baltic])
    assert names(registered) == ["Östersjön"]
    newest = entries_of(registered, AGREEMENT_STORY)[0]
    assert (newest.did, [change.label for change in newest.changes]) == ("changed its tags", ["Tag added: Östersjön"])


def test_the_list_finds_by_tag_and_shows_it(tagged, draft, browser_of, officer, baltic):
    browser = browser_of(officer)
    for query in (f"tag={baltic.pk}", "q=ostersjo", "q=lodz+ostersjon"):
        page = browser.get(f"/agreements/?{query}")
        assert [row.title for row in page.context["rows"]] == [tagged.title], query
        assert "<span>Östersjön</span>" in page.content.decode()
    assert [row.title for row in browser.get("/agreements/?tag=99999").context["rows"]] != []
    assert "was left out" in browser.get("/agreements/?tag=99999").content.decode()


def test_a_renamed_tag_is_found_by_its_new_name(tagged, baltic, administrator, officer, browser_of):
    response = browser_of(administrator).post(
        f"/admin/core/tag/{baltic.pk}/change/", {"name": "Baltic Sea", "is_active": "on"}
    )
    assert response.status_code == 302
    found = Agreement.objects.visible_to(officer)
    assert (found.matching("baltic").count(), found.matching("ostersjon").count()) == (1, 0)


def test_administrators_make_tags_too(browser_of, officer, administrator):
    assert browser_of(officer).post("/admin/core/tag/add/", {"name": "Mine"}).status_code in (302, 403)
    assert not Tag.objects.exists()
    browser_of(administrator).post("/admin/core/tag/add/", {"name": "Ours", "is_active": "on"})
    assert Tag.objects.get().name == "Ours"


def test_a_name_is_given_once_whatever_its_case(baltic):
    with pytest.raises(IntegrityError), transaction.atomic():
        Tag.objects.create(name="östersjön")


def test_the_page_shows_tags_and_leads_to_the_others(tagged, browser_of, reader, baltic):
    page = browser_of(reader).get(tagged.get_absolute_url()).content.decode()
    assert f'href="/agreements/?tag={baltic.pk}&amp;ended=shown">Östersjön</a>' in page


def test_tags_do_not_reach_the_public(tagged, browser_of, officer):
    Agreement.objects.update(is_published=True)
    assert "Östersjön" not in browser_of().get("/").content.decode()


def test_a_successor_keeps_them(tagged, unit, officer):
    Agreement.objects.filter(pk=tagged.pk).update(starts_on="2024-01-01", ends_on="2027-12-31")
    draft, _is_new = renew_agreement(tagged, actor=officer)
    assert names(draft) == ["Östersjön"]


def test_the_export_has_them(tagged, unit, browser_of, officer):
    AgreementFactory(responsible_unit=unit)
    text = b"".join(browser_of(officer).get("/agreements/export/?format=csv").streaming_content).decode()
    assert text.count("Östersjön") == 1


def test_on_its_page_keepers_give_tags_and_the_office_makes_them(registered, browser_of, coordinator, officer, baltic):
    address = f"/agreements/{registered.pk}/tags/"
    assert "Tags…" in browser_of(coordinator).get(registered.get_absolute_url()).content.decode()
    assert "New tags" not in browser_of(coordinator).get(address).content.decode()
    browser_of(coordinator).post(address, {"tags": [baltic.pk], "new_names": "Mine"})
    assert names(registered) == ["Östersjön"]
    browser_of(officer).post(address, {"tags": [], "new_names": "Space, ÖSTERSJÖN , space"})
    assert sorted(Tag.objects.values_list("name", flat=True)) == ["Space", "Östersjön"]
    assert sorted(registered.taggings.values_list("tag__name", flat=True)) == ["Space", "Östersjön"]
    response = browser_of(officer).post(address, {"new_names": "x" * 41})
    assert "at most 40 characters" in response.content.decode()


def test_an_administrator_merges_two_tags(tagged, draft, officer, administrator, baltic, browser_of):
    other = Tag.objects.create(name="Baltic Sea")
    set_tags(draft, actor=officer, tags=[baltic, other])
    partner = set_partner_tags(draft.partner_parties[0].institution, actor=officer, tags=[baltic])
    posted = {"name": "Östersjön", "is_active": "on", "merged_into": other.pk}
    browser_of(administrator).post(f"/admin/core/tag/{baltic.pk}/change/", posted)
    assert [names(tagged), names(draft)] == [["Baltic Sea"], ["Baltic Sea"]]
    assert [str(row) for row in partner.taggings.all()] == ["Baltic Sea"]
    assert not Tag.objects.get(pk=baltic.pk).is_active
    assert Agreement.objects.matching("baltic").count() == 2
    assert not Agreement.objects.matching("ostersjon").exists()
    assert "merged two tags" in [entry.did for entry in entries_of(tagged, AGREEMENT_STORY)]
    with pytest.raises(RightMissing):
        merge_tags(baltic, other, actor=officer)
