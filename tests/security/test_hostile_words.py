"""What people, or those who mean harm, may put into an address or a form: refused or found nothing, never a fault."""

import pytest

from agreements.imports.register_cells import address_in

pytestmark = pytest.mark.django_db

SIGN_OF_FIFTEEN_LETTERS = "\U0002b49a"


@pytest.mark.parametrize("address", ["/search/", "/agreements/", "/partners/", "/people/", "/"])
def test_a_word_longer_than_the_index_takes_finds_nothing(address, browser_of, officer):
    page = browser_of(officer).get(address, {"q": SIGN_OF_FIFTEEN_LETTERS * 200})
    assert page.status_code == 200


@pytest.mark.parametrize(
    "address", ["http://[", "http://[::1", "https://x y", "javascript:alert(1)", "http://", "//a.b"]
)
def test_what_is_no_web_address_becomes_no_link(address):
    assert address_in(address) == ""
