"""The whole way in a real browser: asked for, signed by the student without an account, signed by us."""

import pytest

from mobility.learning.links import address_of
from mobility.models import LearningAgreementVersion, SigningLink
from tests.axe import accessibility_faults

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_from_a_draft_to_our_signature(open_browser, draft, stay, coordinator, width, dark):
    page = open_browser(coordinator, width=width, dark=dark)
    page.goto(f"/mobility/stays/{stay.pk}/learning-agreement/")
    assert accessibility_faults(page) == []
    page.get_by_role("button", name="Send an address to sign by").click()
    page.get_by_text("gets a mail with an address to sign by").wait_for()
    student = open_browser(None, width=width, dark=dark)
    student.goto("/" + address_of(SigningLink.objects.get().pk).split("/", 3)[3])
    assert accessibility_faults(student) == []
    student.get_by_label("Your name").fill("Ada Lindqvist")
    student.get_by_role("button", name="I agree and sign").click()
    student.get_by_role("heading", name="Thank you").wait_for()
    page.reload()
    page.get_by_role("button", name="Sign…").click()
    page.get_by_role("button", name="Sign", exact=True).click()
    page.get_by_text("You have signed.").wait_for()
    assert LearningAgreementVersion.objects.get().state == "signed_sending"
    page.goto(f"/mobility/stays/{stay.pk}/steps/")
    assert accessibility_faults(page) == []
