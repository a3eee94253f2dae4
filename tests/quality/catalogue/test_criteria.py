"""What external reviews judge against: kept by the quality office, never taken from under a review."""

import pytest
from django.urls import reverse

from core.errors import PortalError, RightMissing
from quality.catalogue.services import new_version
from quality.criteria.services import change_criterion, define_criterion, remove_criterion
from quality.models import Criterion
from quality.reviews.self_evaluation import criteria_of
from reference.loading import load_reference
from tests.quality.factories import CriterionFactory, FindingFactory, FollowUpFactory, ReviewVersionFactory

pytestmark = pytest.mark.django_db


def test_the_quality_office_defines_changes_and_removes_one_on_its_pages(client, quality_officer):
    client.force_login(quality_officer)
    sent = {"code": "own-1", "name_en": "Own", "text_en": "Is it ours?", "position": "5", "version": ""}
    wrong = client.post(reverse("quality:criterion_create"), sent | {"code": "two words"})
    assert "Is it ours?" in wrong.text
    assert not Criterion.objects.filter(name_en="Own").exists()
    client.post(reverse("quality:criterion_create"), sent)
    made = Criterion.objects.get(code="own-1")
    assert (made.is_local, made.version) == (True, None)
    client.post(reverse("quality:criterion_edit", args=[made.pk]), sent | {"name_en": "Our own"})
    assert "Our own" in client.get(reverse("quality:criterion_list")).text
    client.post(reverse("quality:criterion_remove", args=[made.pk]), {"confirmed": "yes"})
    assert not Criterion.objects.filter(pk=made.pk).exists()


def test_one_code_is_used_once_in_a_review(client, quality_officer):
    Criterion.objects.filter(code="own-1").delete()
    CriterionFactory(version=None, code="own-1")
    client.force_login(quality_officer)
    page = client.post(reverse("quality:criterion_create"), {"code": "own-1", "name_en": "Twice", "position": "5"})
    assert "already exists" in page.text
    assert not Criterion.objects.filter(name_en="Twice").exists()


def test_nobody_else_changes_criteria(process_owner, reader):
    criterion = CriterionFactory()
    for person in (process_owner, reader):
        with pytest.raises(RightMissing):
            define_criterion(actor=person, code="own-1", name_en="Own")
        with pytest.raises(RightMissing):
            change_criterion(criterion, actor=person, name_en="Other")


def test_one_that_a_review_has_used_or_that_is_supplied_stays(unit, quality_officer):
    used = CriterionFactory(is_local=True)
    FindingFactory(follow_up=FollowUpFactory(unit=unit), criterion=used)
    with pytest.raises(PortalError, match="A review has used it"):
        remove_criterion(used, actor=quality_officer)
    with pytest.raises(PortalError, match="comes with the portal"):
        remove_criterion(CriterionFactory(is_local=False), actor=quality_officer)


def test_what_was_changed_here_is_kept_by_the_next_load(quality_officer):
    load_reference()
    supplied = Criterion.objects.get(code="esg-1-3")
    change_criterion(supplied, actor=quality_officer, name_en="Students first")
    load_reference()
    assert Criterion.objects.get(code="esg-1-3").name_en == "Students first"


def test_a_new_version_of_a_review_asks_what_the_earlier_one_asked(unit, quality_officer):
    earlier = ReviewVersionFactory()
    CriterionFactory(version=earlier, code="own-1", name_en="Own")
    later = new_version(earlier, actor=quality_officer, valid_from=earlier.valid_from + 3)
    review = FollowUpFactory(process=later.process, version=later, academic_year=later.valid_from, unit=unit)
    assert list(criteria_of(review).filter(version=later).values_list("name_en", flat=True)) == ["Own"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_however_long(client, quality_officer, django_assert_num_queries, count):
    Criterion.objects.all().delete()
    CriterionFactory.create_batch(count, version=ReviewVersionFactory())
    client.force_login(quality_officer)
    client.get(reverse("quality:criterion_list"))
    with django_assert_num_queries(8):
        page = client.get(reverse("quality:criterion_list"))
    assert page.text.count('scope="row"') == count
