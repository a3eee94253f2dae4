"""Between whom: the first step of a new agreement, and who may take it."""

import pytest

from agreements.models import Agreement
from tests.agreements.creating.forms import new_form, partners_data


@pytest.mark.parametrize(("who", "status"), [("reader", 403), ("auditor", 403), ("administrator", 403), ("head", 200)])
def test_who_may_begin(request, browser_of, who, status):
    assert browser_of(request.getfixturevalue(who)).get(new_form()).status_code == status


def test_the_form_offers_ones_own_units(browser_of, coordinator, unit, other_unit):
    form = browser_of(coordinator).get(new_form()).context["form"]
    assert list(form.fields["responsible_unit"].queryset) == [unit]
    assert form["responsible_unit"].value() == unit.pk


@pytest.mark.parametrize("rows", ["0", "-1", "abc", "99999999999", ""])
def test_a_tampered_count_of_partners_is_no_fault_of_ours(browser_of, coordinator, unit, partner, rows):
    sent = partners_data([partner], kind="moc", responsible_unit=str(unit.pk)) | {"party-TOTAL_FORMS": rows}
    assert browser_of(coordinator).post(new_form(), sent, follow=True).status_code == 200


@pytest.mark.parametrize(
    "changes", [{"responsible_unit": ""}, {"responsible_unit": "999999"}, {"responsible_unit": "other"}]
)
def test_a_unit_that_is_not_ones_own_is_said_beside_it(browser_of, coordinator, other_unit, partner, changes):
    unit = changes["responsible_unit"].replace("other", str(other_unit.pk))
    page = browser_of(coordinator).post(
        new_form(), partners_data([partner], kind="moc", responsible_unit=unit), follow=True
    )
    assert set(page.context["form"].errors) == {"responsible_unit"}
    assert "AGH University" in page.content.decode()
    assert not Agreement.objects.exists()


def test_an_unknown_partner_is_said(browser_of, coordinator, unit, partner):
    sent = partners_data([partner], kind="moc", responsible_unit=str(unit.pk)) | {"party-0-institution": "987654"}
    page = browser_of(coordinator).post(new_form(), sent, follow=True)
    assert "A partner that is not there any more" in page.content.decode()
    assert not Agreement.objects.exists()


def test_a_specific_agreement_begins_with_the_partners_of_its_memorandum(
    browser_of, coordinator, registered, unit, lodz
):
    client, address = browser_of(coordinator), new_form("internship", parent=registered.pk)
    page = client.get(address)
    assert [row["institution"].value() for row in page.context["parties"]] == [str(lodz.pk)]
    assert page.context["form"]["parent"].value() == registered.pk
    assert page.context["form"]["responsible_unit"].value() == registered.responsible_unit_id
    said = {"kind": "internship", "responsible_unit": str(unit.pk), "parent": str(registered.pk)}
    client.post(address, partners_data([lodz], **said))
    assert Agreement.objects.get(parent=registered).kind == "internship"


def test_only_the_partners_memoranda_are_offered(browser_of, coordinator, registered, unit, partner):
    client, said = browser_of(coordinator), {"kind": "internship", "responsible_unit": str(unit.pk)}
    page = client.post(new_form("internship"), partners_data(add=str(partner.pk), **said), follow=True)
    assert list(page.context["form"].fields["parent"].queryset) == []
    sent = partners_data([partner], parent=str(registered.pk), **said)
    page = client.post(new_form("internship"), sent, follow=True)
    assert set(page.context["form"].errors) == {"parent"}
