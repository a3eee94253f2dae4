"""Public pages are known by what they were made from, and gone soon after they are unpublished."""

import gzip
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from finder import freshness
from finder.current import forget
from finder.freshness import forget_stamp, read_page_stamp, stamped_models, tag_of, trusted_stamp
from tests.finder.factories import GuidelineFactory
from tests.mobility.factories import ApplicationRoundFactory, BipFactory, BipPartnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def as_at_the_beginning():
    forget_stamp()
    yield
    forget_stamp()


@pytest.fixture
def later(monkeypatch):
    """``later(seconds)``: the process's clock goes on."""
    gone = [0.0]
    monotonic = freshness.time.monotonic
    monkeypatch.setattr(freshness.time, "monotonic", lambda: monotonic() + gone[0])

    def wait(seconds):
        gone[0] += seconds

    return wait


@pytest.fixture
def index_page(us):
    return reverse("finder:guideline_index")


def test_a_page_somebody_has_is_not_made_again(client, index_page, later, django_assert_num_queries):
    client.get(index_page)
    later(freshness.TRUSTED_AFTER + 1)
    tag = client.get(index_page).headers["ETag"]
    with django_assert_num_queries(1):
        response = client.get(index_page, headers={"If-None-Match": tag})
    assert (response.status_code, response.content) == (304, b"")


def test_a_stamp_is_not_trusted_before_every_entry_can_be_seen(client, index_page, later):
    tag = client.get(index_page).headers["ETag"]  # of what stands in it
    later(freshness.TRUSTED_AFTER - 5)
    assert client.get(index_page).headers["ETag"] == tag
    later(10)
    assert client.get(index_page).headers["ETag"] != tag  # of what it was made from


def test_what_is_unpublished_is_no_longer_the_same_page(client, unit, index_page, later):
    guideline = GuidelineFactory(unit=unit, title_en="Soon gone")
    client.get(index_page)
    later(freshness.TRUSTED_AFTER + 1)
    tag = client.get(index_page).headers["ETag"]
    guideline.is_published = False
    guideline.save()
    response = client.get(index_page, headers={"If-None-Match": tag})
    assert response.status_code == 200
    assert "Soon gone" not in response.content.decode()


def test_whether_anything_has_changed_is_asked_once_in_a_moment(
    client, unit, index_page, later, settings, django_assert_num_queries
):
    settings.PUBLIC_MOMENT = 1.0
    guideline = GuidelineFactory(unit=unit, title_en="Soon gone")
    later(2)
    client.get(index_page)
    later(freshness.TRUSTED_AFTER + 1)
    tag = client.get(index_page).headers["ETag"]
    guideline.is_published = False
    guideline.save()
    with django_assert_num_queries(0):
        assert client.get(index_page, headers={"If-None-Match": tag}).status_code == 304
    later(1)
    response = client.get(index_page, headers={"If-None-Match": tag})
    assert response.status_code == 200
    assert "Soon gone" not in response.content.decode()


@pytest.mark.parametrize("address", ["/sv/guidelines/", "/guidelines/?page=2", "/programmes/"])
def test_another_address_or_language_is_another_page(client, index_page, later, address):
    client.get(index_page)
    later(freshness.TRUSTED_AFTER + 1)
    tag = client.get(index_page).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_caches_keep_a_page_for_seconds_and_apart_from_those_with_cookies(client, index_page):
    headers = client.get(index_page).headers
    assert headers["Cache-Control"] == f"public, max-age={freshness.SECONDS_IN_CACHES}"
    assert {"Cookie", "HX-Request"} <= {name.strip() for name in headers["Vary"].split(",")}


def test_who_is_signed_in_never_shares_a_page(client, officer, index_page, later):
    client.get(index_page)
    later(freshness.TRUSTED_AFTER + 1)
    tag = client.get(index_page).headers["ETag"]
    client.force_login(officer)
    response = client.get(index_page, headers={"If-None-Match": tag})
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]


def test_no_cookie_is_set_and_the_page_is_small_on_its_way(client, index_page):
    response = client.get(index_page, headers={"Accept-Encoding": "gzip"})
    assert not response.cookies
    assert response.headers["Content-Encoding"] == "gzip"
    assert b"</html>" in gzip.decompress(response.content)


def test_the_stamp_moves_with_every_table_that_is_shown(unit):
    before = read_page_stamp()
    GuidelineFactory(unit=unit)
    assert read_page_stamp() != before


def test_no_page_reads_a_table_that_its_stamp_does_not_know(client, us, offer, lodz, unit):
    offer(lodz)
    bip = BipPartnerFactory(bip=BipFactory(unit=unit, is_published=True), institution=lodz).bip
    ApplicationRoundFactory(unit=unit, is_published=True)
    guideline = GuidelineFactory(unit=unit)
    pages = [
        "/",
        f"/universities/{lodz.pk}-{lodz.slug}/",
        "/rounds/",
        "/programmes/",
        "/programmes/bip/",
        "/countries/",
    ]
    pages += ["/countries/pl-poland/", "/bips/", f"/bips/{bip.pk}/", "/guidelines/", guideline.public_url]
    forget()
    with CaptureQueriesContext(connection) as asked:
        for page in pages:
            client.get(page)
    read = {name for query in asked for name in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])}
    known = {model._meta.db_table for model in stamped_models()}
    through = {"mobility_applicationround_further_units"}
    assert {table for table in read if not table.endswith("event")} - known - through == set()


def test_every_process_gives_a_page_the_same_name(rf, later, index_page):
    request = rf.get(index_page)
    trusted_stamp()
    later(freshness.TRUSTED_AFTER + 1)
    first = tag_of(request, trusted_stamp())
    forget_stamp()
    trusted_stamp()
    later(freshness.TRUSTED_AFTER + 1)
    assert tag_of(request, trusted_stamp()) == first
