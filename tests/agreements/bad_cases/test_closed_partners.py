"""A partner that has closed: the step says so and offers the one that took its place, in one press."""

import pytest
from django.utils import timezone

from agreements.models import Agreement
from partners.enums import InstitutionStatus
from tests.agreements.creating.forms import new_form, partners_data
from tests.agreements.factories import InstitutionFactory, home


@pytest.fixture
def successor(db):
    home()
    return InstitutionFactory(name="New University")


@pytest.fixture
def closed(successor):
    fields = {"status": InstitutionStatus.CLOSED, "closed_on": timezone.localdate(), "succeeded_by": successor}
    return InstitutionFactory(name="Old College", **fields)


def test_the_successor_is_one_press_away_and_what_was_typed_stays(browser_of, coordinator, unit, closed, successor):
    client, address = browser_of(coordinator), new_form()
    said = {"kind": "moc", "responsible_unit": str(unit.pk), "party-0-partner_unit": "Faculty of Arts"}
    page = client.post(address, partners_data(add=str(closed.pk), **said), follow=True).content.decode()
    assert "its place was taken by New University" in page
    assert f'name="swap" value="{closed.pk}:{successor.pk}"' in page
    refused = client.post(address, partners_data([closed], **said), follow=True).content.decode()
    assert "Old College closed on" in refused
    assert not Agreement.objects.exists()
    swapped = client.post(address, partners_data([closed], swap=f"{closed.pk}:{successor.pk}", **said), follow=True)
    [row] = swapped.context["parties"]
    assert (row["institution"].value(), row["partner_unit"].value()) == (str(successor.pk), "Faculty of Arts")
    assert "its place was taken" not in swapped.content.decode()
    client.post(address, partners_data([successor], **said))
    assert Agreement.objects.get().partner_name == "New University"


@pytest.mark.parametrize("swap", ["", ":", "x:y", "1:999999999999999999999", "²:²"])
def test_a_tampered_swap_changes_nothing(browser_of, coordinator, unit, closed, swap):
    sent = partners_data([closed], kind="moc", responsible_unit=str(unit.pk), swap=swap)
    page = browser_of(coordinator).post(new_form(), sent, follow=True)
    assert [row["institution"].value() for row in page.context["parties"]] == [str(closed.pk)]
