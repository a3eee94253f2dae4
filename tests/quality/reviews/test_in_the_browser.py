"""The way of a reviewer in a real browser: the address of the invitation, their review, a finding."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from quality.models import Finding
from quality.reviews.mails import token_of
from tests.axe import accessibility_faults

pytestmark = pytest.mark.django_db(transaction=True)


def look(page, width):
    assert accessibility_faults(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_from_the_invitation_to_a_finding(open_browser, invited, width, dark):
    page = open_browser(width=width, dark=dark)
    page.goto(reverse("reviewing:answer", args=[token_of(invited)]))
    look(page, width)
    page.get_by_label("I take part, and I have no conflict of interest").check()
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_role("link", name="Choose a password and come in")).to_be_visible()
    look(page, width)
    invited.refresh_from_db()
    reviewer = open_browser(invited.user, width=width, dark=dark)
    reviewer.goto("/quality/my-reviews/")
    look(reviewer, width)
    reviewer.goto(f"/quality/follow-ups/{invited.follow_up_id}/findings/")
    look(reviewer, width)
    reviewer.get_by_role("link", name="Write a finding").click()
    reviewer.get_by_label("Finding").fill("Train the examiners.")
    look(reviewer, width)
    reviewer.get_by_role("button", name="Write it down").click()
    expect(reviewer.get_by_text("The finding is written down.")).to_be_visible()
    look(reviewer, width)
    assert Finding.objects.get().reviewer == invited
