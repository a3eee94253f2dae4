"""The page of a registration number."""

import html

import pytest

from agreements.models import Agreement

OK, FOUND, FORBIDDEN, GONE = 200, 302, 403, 404


def text_of(response) -> str:
    return " ".join(html.unescape(response.content.decode()).split())


def address(agreement) -> str:
    return f"/agreements/{agreement.pk}/number/"


def test_the_page_says_which_number_comes_next_and_takes_none(series, browser_of, officer, draft):
    browser = browser_of(officer)
    assert "gets the next of the series: BTH-4.1-0001-" in text_of(browser.get(address(draft)))
    assert Agreement.objects.get(pk=draft.pk).number == ""
    shown = text_of(browser.post(address(draft), {"number": "", "note": ""}, follow=True))
    number = Agreement.objects.get(pk=draft.pk).number
    assert f"Its registration number is {number}." in shown


def test_without_a_series_the_page_says_so(browser_of, officer, draft):
    assert "No series of numbers is in use" in text_of(browser_of(officer).get(address(draft)))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"number": "BTH-4.1-0009-2026"}, "Say why the number is written by hand."),
        ({"number": "BTH-1.2.1-0029-2014", "note": "typed words"}, "Another agreement has this number."),
        ({"number": "<script>", "note": "typed words"}, "does not look like a registration number"),
        ({"number": "nul\x00byte", "note": "typed words"}, "Null characters are not allowed"),
        ({"number": "9" * 500, "note": "typed words"}, "at most 60 characters"),
    ],
)
def test_bad_input_is_said_and_kept(series, browser_of, officer, registered, draft, given, said):
    response = browser_of(officer).post(address(draft), given)
    assert response.status_code == OK
    assert said in text_of(response)
    assert given.get("note", "") in text_of(response)
    assert Agreement.objects.get(pk=draft.pk).number == ""


def test_a_number_given_meanwhile_is_not_overwritten_unseen(series, browser_of, officer, draft):
    browser = browser_of(officer)
    seen_at = Agreement.objects.get(pk=draft.pk).updated_at.isoformat()
    browser.post(address(draft), {"number": "", "seen_at": seen_at})
    response = browser.post(address(draft), {"number": "BTH-4.1-0500-2026", "note": "x", "seen_at": seen_at})
    assert "changed elsewhere" in text_of(response)
    assert "BTH-4.1-0001" in Agreement.objects.get(pk=draft.pk).number


def test_the_office_finds_the_way_from_the_agreement(series, browser_of, officer, coordinator, registered):
    link = f'href="{address(registered)}"'
    assert link in browser_of(officer).get(registered.get_absolute_url()).content.decode()
    assert link not in browser_of(coordinator).get(registered.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("who", "status"), [("coordinator", FORBIDDEN), ("reader", GONE), ("outsider", GONE), ("auditor", FORBIDDEN)]
)
def test_others_have_no_such_page(request, series, browser_of, draft, who, status):
    browser = browser_of(request.getfixturevalue(who))
    assert browser.get(address(draft)).status_code == status
    assert browser.post(address(draft), {"number": ""}).status_code == status
