"""The finder in a frame: which sites may show it, what is left out, and where its links lead."""

import pytest
from django.test import override_settings
from playwright.sync_api import expect

from finder.embedding import check_embed_hosts
from tests.axe import accessibility_faults

FACULTY = "https://www.faculty.example.org"


@pytest.fixture
def pages(db, offer, lodz):
    offer(lodz)
    return ["/", "/sv/", f"/universities/{lodz.pk}-politechnika-lodzka/"]


@override_settings(EMBED_HOSTS=[FACULTY, "https://*.example.net"])
def test_allowed_sites_are_named_and_no_other(client, pages):
    for page in pages:
        response = client.get(f"{page}?embed=1")
        assert f"frame-ancestors 'self' {FACULTY} https://*.example.net;" in response["Content-Security-Policy"] + ";"
        assert not response.has_header("X-Frame-Options")
        unchanged = client.get(f"{page}?embed=1", headers={"if-none-match": response["ETag"]})
        assert (unchanged.status_code, unchanged["Content-Security-Policy"]) == (
            304,
            response["Content-Security-Policy"],
        )


@pytest.mark.parametrize("query", ["", "?embed=0", "?embed=", "?embed=https://evil.example", "?embed=0&embed=x"])
def test_other_pages_stay_out_of_every_frame(client, pages, query):
    for page in [*pages, "/rounds/", "/list/", "/account/login/"]:
        response = client.get(page + query)
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
        assert response["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in client.get("/account/login/?embed=1")["Content-Security-Policy"]


def test_without_a_setting_only_our_own_pages_may(client, pages):
    assert "frame-ancestors 'self';" in client.get("/?embed=1")["Content-Security-Policy"] + ";"


def test_frame_has_no_head_and_links_lead_out_of_it(client, pages):
    text = client.get("/?level=bachelor&embed=1").content.decode()
    assert '<base target="_top">' in text
    assert "<header" not in text
    assert "Sign in for staff" not in text
    assert "embed=1" not in text.replace('hreflang="', "").split("</head>", 1)[1]
    assert client.get(f"/universities/{pages[2].split('/')[2].split('-')[0]}/?embed=1")["Location"].endswith("?embed=1")


@override_settings(EMBED_HOSTS=["example.org", "'none'; script-src *"])
def test_host_that_is_none_is_refused_when_the_portal_starts():
    assert [error.id for error in check_embed_hosts()] == ["finder.E001"]


@pytest.mark.django_db(transaction=True)
def test_choices_act_within_the_frame_and_links_in_the_window(offer, lodz, kyoto, open_browser, live_server):
    offer(lodz, levels=[6])
    offer(kyoto, levels=[7])
    page = open_browser(None)
    page.goto("/theme.css")  # a page of the same site, which may always show it
    page.evaluate('document.body.innerHTML = \'<iframe src="/?embed=1" title="x" width=1000 height=700></iframe>\'')
    frame = page.frame_locator("iframe")
    frame.get_by_role("checkbox", name="Master").check()
    expect(frame.get_by_role("heading", name="1 university")).to_be_visible()
    expect(frame.get_by_role("button", name="Keep")).to_have_count(0)
    assert accessibility_faults(page.frames[1]) == []
    frame.get_by_role("link", name="Kyoto University").click()
    expect(page.get_by_role("heading", level=1, name="Kyoto University")).to_be_visible()
    expect(page.get_by_role("banner")).to_be_visible()
