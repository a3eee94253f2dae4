"""Who follows what: only what one may read, told to nobody else, and silent once one may read it no more."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from agreements.enums import AgreementState
from agreements.models import Agreement, ConditionLanguage
from agreements.services.agreements import move_agreement, pass_turn
from agreements.services.documents import attach_document
from core.errors import RightMissing
from core.following import button_for, follow, followed_by, unfollow
from core.models import Follow
from tests.agreements.factories import AgreementFactory, ConditionFactory, InstitutionFactory
from tests.reference.factories import LanguageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def active(unit):
    return AgreementFactory(responsible_unit=unit, title="Exchange with Lodz")


@pytest.fixture
def draft(unit):
    return AgreementFactory(responsible_unit=unit, title="Secret draft", state=AgreementState.DRAFT)


def titles(user):
    return [each.title for each in followed_by(user)]


def test_one_follows_a_thing_once_and_stops(active, reader, outsider):
    follow(active, actor=reader)
    follow(active, actor=reader)
    assert titles(reader) == ["Exchange with Lodz"]
    assert titles(outsider) == []
    unfollow(active, actor=outsider)
    assert titles(reader) == ["Exchange with Lodz"]
    unfollow(active, actor=reader)
    unfollow(active, actor=reader)
    assert titles(reader) == []


def test_what_one_may_not_read_cannot_be_followed(draft, reader, outsider, coordinator):
    for stranger in (reader, outsider):
        with pytest.raises(RightMissing):
            follow(draft, actor=stranger)
    follow(draft, actor=coordinator)
    assert Follow.objects.count() == 1


def test_what_declares_no_story_cannot_be_followed(unit, officer):
    with pytest.raises(RightMissing):
        follow(unit, actor=officer)
    assert button_for(unit, officer) is None


def test_what_one_may_read_no_more_vanishes_silently_and_comes_back(active, reader, coordinator):
    follow(active, actor=reader)
    follow(active, actor=coordinator)
    Agreement.objects.filter(pk=active.pk).update(state=AgreementState.SUSPENDED)
    assert titles(reader) == ["Exchange with Lodz"]
    hidden = AgreementFactory(responsible_unit=active.responsible_unit, state=AgreementState.APPROVED)
    follow(hidden, actor=reader)
    move_agreement(hidden, "revise", actor=coordinator, note="The period is wrong.")
    assert titles(reader) == ["Exchange with Lodz"]
    assert Follow.objects.filter(user=reader).count() == 2
    hidden.refresh_from_db()
    Agreement.objects.filter(pk=hidden.pk).update(state=AgreementState.IN_REVIEW)
    Agreement.objects.filter(pk=hidden.pk).update(state=AgreementState.APPROVED)
    assert len(titles(reader)) == 2


def test_an_object_that_is_gone_is_left_out(active, reader):
    follow(active, actor=reader)
    partner = InstitutionFactory()
    follow(partner, actor=reader)
    partner.delete()
    assert titles(reader) == ["Exchange with Lodz"]


def test_the_newest_deed_is_told_to_those_who_may_read_history(active, reader, coordinator, outsider, officer):
    for person in (reader, coordinator, outsider):
        follow(active, actor=person)
    assert [each.deed for each in followed_by(coordinator)] == [None]
    pass_turn(active, actor=officer, turn="partner")
    move_agreement(active, "suspend", actor=officer, note="No students this year")
    (told,) = followed_by(coordinator)
    assert (told.deed.who, told.deed.did) == (str(officer), "suspended it")
    for person in (reader, outsider):
        assert [(each.is_told, each.deed) for each in followed_by(person)] == [(False, None)]


def test_an_act_on_a_part_counts_as_one_on_the_whole(active, coordinator, officer):
    follow(active, actor=coordinator)
    attach_document(active, actor=officer, upload=SimpleUploadedFile("a.pdf", b"%PDF-1.7 text"), title="Annex")
    (told,) = followed_by(coordinator)
    assert told.deed.did == "attached a document"
    ConditionLanguage.objects.create(
        condition=ConditionFactory(agreement=active), language=LanguageFactory(), level="B2"
    )
    (told,) = followed_by(coordinator)
    assert (told.deed.who, told.deed.did) == ("", "added it past the portal’s pages")


def test_only_officers_learn_how_many_follow(active, reader, coordinator, officer):
    follow(active, actor=reader)
    assert (button_for(active, reader).is_followed, button_for(active, reader).count) == (True, None)
    assert (button_for(active, coordinator).is_followed, button_for(active, coordinator).count) == (False, None)
    assert (button_for(active, officer).is_followed, button_for(active, officer).count) == (False, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_what_one_follows_takes_the_same_number_of_queries(count, unit, coordinator, django_assert_num_queries):
    for _number in range(count):
        agreement = AgreementFactory(responsible_unit=unit)
        follow(agreement, actor=coordinator)
        follow(agreement.partner_parties[0].institution, actor=coordinator)
        pass_turn(agreement, actor=coordinator, turn="ours")
    coordinator.has_perm("core.search")  # rights are read once a request
    with django_assert_num_queries(4):  # follows; agreements, their deeds; partners
        assert len(followed_by(coordinator)) == 2 * count


def test_the_button_follows_and_stops_without_scripts(active, reader, browser_of):
    client = browser_of(reader)
    page = client.get(active.get_absolute_url())
    assert "Follow</button>" in page.content.decode()
    address = f"/follow/agreements.agreement/{active.pk}/"
    answer = client.post(address, follow=True)
    assert answer.redirect_chain == [(active.get_absolute_url(), 302)]
    assert "You follow “Exchange with Lodz” now" in answer.content.decode()
    assert "press to stop following" in answer.content.decode()
    answer = client.post(f"{address}end/", {"next": "/following/"}, follow=True)
    assert answer.redirect_chain == [("/following/", 302)]
    assert titles(reader) == []


def test_the_button_alone_comes_back_where_scripts_run(active, officer, browser_of):
    client = browser_of(officer)
    answer = client.post(f"/follow/agreements.agreement/{active.pk}/", headers={"HX-Request": "true"})
    assert "1 follows" in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_bad_addresses_are_not_found(active, draft, reader, browser_of):
    client = browser_of(reader)
    for address in ("/follow/accounts.user/1/", "/follow/x/1/", f"/follow/agreements.agreement/{draft.pk}/"):
        assert client.post(address).status_code == 404
        assert client.post(f"{address}end/").status_code == 404
    assert client.get(f"/follow/agreements.agreement/{active.pk}/").status_code == 405
    answer = client.post(f"/follow/agreements.agreement/{active.pk}/", {"next": "https://evil.example/"})
    assert answer["Location"] == active.get_absolute_url()
