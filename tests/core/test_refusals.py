"""The pages of a refusal say what happened and what can be done next."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.views.defaults import permission_denied, server_error

pytestmark = pytest.mark.django_db


def test_an_unknown_address_leads_visitors_and_staff_to_their_start_page(client, browser_of, reader):
    visitor, member = client.get("/nowhere/"), browser_of(reader).get("/nowhere/")
    assert (visitor.status_code, member.status_code) == (404, 404)
    assert 'class="btn btn-primary" href="/"' in visitor.content.decode()
    assert 'class="btn btn-primary" href="/desk/"' in member.content.decode()


def test_an_unknown_address_is_said_in_the_language_of_its_prefix(client):
    page = client.get("/sv/nowhere/")
    assert page.status_code == 404
    assert '<html lang="sv"' in page.content.decode()


@pytest.mark.parametrize("address", ["/?q=%00", "/agreements/?q=a%00b", "/sv/?q=%00"])
def test_an_address_no_database_can_hold_is_refused_in_words(client, address):
    page = client.get(address)
    assert page.status_code == 400
    assert "could not be understood" in page.content.decode()


def test_a_missing_right_is_said_with_the_way_back(browser_of, reader):
    page = browser_of(reader).get("/mail/")
    assert page.status_code == 403
    text = page.content.decode()
    assert "Your roles do not include it." in text
    assert 'href="/desk/"' in text


def test_a_missing_right_is_said_with_its_reason_where_there_is_one(reader):
    request = RequestFactory().get("/agreements/")
    request.user, request.session = reader, {}
    page = permission_denied(request, PermissionDenied("Only heads of the unit approve."))
    assert page.status_code == 403
    assert "Only heads of the unit approve." in page.content.decode()
    assert "Your roles do not include it." not in page.content.decode()


def test_an_old_form_is_refused_with_advice(reader):
    careful = Client(enforce_csrf_checks=True)
    page = careful.post("/account/login/", {"login": "reader@example.org", "password": "x"})
    assert page.status_code == 403
    assert "reload the page" in page.content.decode()


def test_a_fault_of_ours_needs_neither_database_nor_context(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = server_error(rf.get("/"))
    assert page.status_code == 500
    assert "Nothing you had saved before is lost" in page.content.decode()


def test_parts_of_a_page_are_kept_apart_from_the_page(browser_of, reader):
    browser = browser_of(reader)
    whole = browser.get("/agreements/")
    part = browser.get("/agreements/", headers={"HX-Request": "true"})
    assert "<html" in whole.content.decode()
    assert "<html" not in part.content.decode()
    for page in (whole, part):
        assert "hx-request" in page.headers["Vary"].lower()
