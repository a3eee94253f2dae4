"""The ways in, and what is left on a shared computer after the way out."""

import pytest
from django.core.cache import caches
from django.urls import reverse

from accounts.models import User
from core.cache import PatientCache

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"


@pytest.fixture
def known(administrator):
    administrator.set_password(PASSWORD)
    administrator.save()
    return administrator


@pytest.mark.parametrize("method", ["get", "post"])
def test_django_admin_has_no_sign_in_of_its_own(client, known, method):
    answer = getattr(client, method)(
        "/admin/login/?next=/admin/accounts/", {"username": known.email, "password": PASSWORD}
    )
    assert answer["Location"].startswith("/account/login/?next=/admin/")
    assert "_auth_user_id" not in client.session


def test_whoever_is_no_administrator_is_told_so_and_not_sent_in_a_circle(browser_of, reader):
    page = browser_of(reader).get("/admin/", follow=True)
    assert page.status_code == 403
    assert "Only administrators work here." in page.content.decode()


def test_an_administrator_comes_to_the_admin_by_the_sign_in_of_the_portal(client, known):
    page = client.post("/account/login/?next=/admin/", {"login": known.email, "password": PASSWORD}, follow=True)
    assert page.request["PATH_INFO"] == "/admin/"


@pytest.mark.parametrize("address", ["/desk/", "/agreements/", "/partners/", "/people/me/", "/", "/nowhere/"])
def test_no_cache_keeps_what_a_signed_in_person_saw(address, browser_of, reader):
    assert browser_of(reader).get(address)["Cache-Control"] == "private, no-store"


def test_an_export_is_kept_by_no_cache(browser_of, coordinator):
    page = browser_of(coordinator).get("/agreements/export/?format=csv")
    assert page["Cache-Control"] == "private, no-store"


def test_a_visitors_page_may_be_kept_for_seconds(client):
    assert client.get("/")["Cache-Control"] == "public, max-age=15"


@pytest.fixture
def silent_redis(monkeypatch):
    """The cache of the portal, with nobody at the other end."""
    silent = PatientCache("redis://127.0.0.1:1/0", {})
    monkeypatch.setattr(caches["default"], "_cache", silent._cache, raising=False)
    return silent


@pytest.mark.parametrize("address", ["/", "/desk/", "/agreements/", "/partners/", "/search/?q=lun", "/imports/"])
def test_pages_are_there_while_redis_is_not(address, browser_of, officer, silent_redis):
    assert browser_of(officer).get(address).status_code == 200


def test_people_can_sign_in_while_redis_is_not(client, known, silent_redis):
    client.post(reverse("account_login"), {"login": known.email, "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(User.objects.get(email=known.email).pk)


def test_a_cache_that_nobody_answers_is_an_empty_one(silent_redis):
    assert silent_redis.get_or_set("key", lambda: "made") == "made"
    assert silent_redis.get("key", "nothing") == "nothing"
    assert silent_redis.get_many(["key"]) == {}
    assert (silent_redis.add("key", 1), silent_redis.delete("key"), "key" in silent_redis) == (True, False, False)
    assert silent_redis.incr("key") == 1


@pytest.mark.parametrize("address", ["/", "/desk/", "/admin/", "/admin/accounts/user/", "/nowhere/"])
def test_every_page_forbids_scripts_that_are_not_ours(address, browser_of, administrator):
    policy = browser_of(administrator).get(address)["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
