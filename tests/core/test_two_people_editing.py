"""Two people with the same form: the second sees what changed, by whom, and keeps every typed word."""

import json
import re

import pytest
from playwright.sync_api import expect

from agreements.models import Agreement
from agreements.services.agreements import PartyValues, create_agreement, update_agreement
from partners.models import Institution
from partners.services import update_institution
from tests.agreements.factories import InstitutionFactory, home
from tests.axe import accessibility_faults


@pytest.fixture
def draft(unit, coordinator):
    home()
    return create_agreement(
        actor=coordinator,
        parties=[PartyValues(InstitutionFactory(name="AGH University"))],
        kind="moc",
        title="First title",
        remarks="Old remark",
        responsible_unit=unit,
        coordinator=coordinator,
        is_open_ended=True,
    )


def fill(page, name: str, text: str):
    page.locator(f"[name={name}]").fill(text)


def save(page):
    page.locator(".form-actions button[type=submit]").click()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "dark", "scripts"), [(1440, False, True), (390, True, True), (1440, False, False)])
def test_two_real_pages_lose_nothing(open_browser, draft, coordinator, officer, width, dark, scripts):
    first, second = open_browser(officer), open_browser(coordinator, width=width, dark=dark, scripts=scripts)
    for page in (first, second):
        page.goto(f"/agreements/{draft.pk}/edit/")
    fill(first, "title", "Their title")
    fill(first, "remarks", "Their remark")
    save(first)
    first.wait_for_url(f"**/agreements/{draft.pk}/")
    fill(second, "title", "My title")
    save(second)
    told = second.locator("#changed-elsewhere")
    told.wait_for()
    words = " ".join(told.inner_text().split())
    assert "Title changed by International officer First title Their title My title yours stays in the form" in words
    assert "Internal remarks changed by International officer Old remark Their remark nothing else" in words
    expect(second.locator("[name=title]")).to_have_value("My title")
    expect(second.locator("[name=remarks]")).to_have_value("Their remark")
    assert Agreement.objects.get().title == "Their title"
    if scripts:
        assert accessibility_faults(second) == []
        assert second.evaluate("document.documentElement.scrollWidth") <= width
    save(second)
    second.wait_for_url(f"**/agreements/{draft.pk}/")
    saved = Agreement.objects.get()
    assert (saved.title, saved.remarks) == ("My title", "Their remark")


def form_of(client, path) -> dict:
    """What the form on the page would send if nobody touched it."""
    context = client.get(path).context
    form = context["form"]
    sent = form.posted_values() | {name: [form[name].value()] for name in ("seen_at", "seen_values")}
    if "parties" in context:
        count = len(context["parties"].forms)
        sent |= {"party-TOTAL_FORMS": count, "party-INITIAL_FORMS": count, "seen_parties": context["seen_parties"]}
        for row in context["parties"]:
            sent |= {row.add_prefix(name): row[name].value() or "" for name in row.fields}
    return sent


@pytest.mark.django_db
def test_partners_that_a_colleague_changed_are_told_and_not_lost(draft, coordinator, officer, browser_of):
    lodz, gdansk = InstitutionFactory(name="Lodz University"), InstitutionFactory(name="Gdansk University")
    client, path = browser_of(coordinator), f"/agreements/{draft.pk}/edit/"
    sent = form_of(client, path)
    update_agreement(draft, actor=officer, parties=[PartyValues(lodz)])
    untouched = client.post(path, sent | {"title": "Mine"}).content.decode()
    assert "Lodz University" in untouched
    assert "changed by International officer" in untouched
    assert re.search(rf'name="party-0-institution" value="{lodz.pk}"', untouched)
    mine = client.post(path, sent | {"title": "Mine", "party-0-institution": gdansk.pk}).content.decode()
    assert "yours stays in the form" in mine
    assert re.search(rf'name="party-0-institution" value="{gdansk.pk}"', mine)
    assert Agreement.objects.get().title == "First title"


@pytest.mark.django_db
def test_a_partner_edited_by_two_is_told_too(officer, person, university, browser_of):
    other = person("officer", university, name="Bo Ek")
    partner = InstitutionFactory(name="Lodz University", city="Lodz")
    client, path = browser_of(officer), f"/partners/{partner.pk}/edit/"
    sent = form_of(client, path)
    update_institution(partner, actor=other, city="Warsaw", remarks="Moved")
    page = client.post(path, sent | {"city": "Łódź"}).content.decode()
    assert "changed by Bo Ek" in page
    assert ("Warsaw" in page, 'value="Łódź"' in page) == (True, True)
    assert Institution.objects.get(pk=partner.pk).city == "Warsaw"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "tampered", ["", "x", "[]", '{"title": 1}', '{"title": [1]}', "null", "[" * 20000, json.dumps({"x": ["y"]})]
)
def test_tampered_marks_are_no_fault_and_overwrite_nothing(tampered, draft, coordinator, officer, browser_of):
    client, path = browser_of(coordinator), f"/agreements/{draft.pk}/edit/"
    sent = form_of(client, path)
    update_agreement(draft, actor=officer, title="Their title")
    sent |= {"title": "Mine", "seen_values": tampered, "seen_parties": tampered}
    answer = client.post(path, sent)
    assert answer.status_code == 200
    assert "changed elsewhere" in answer.content.decode()
    assert Agreement.objects.get().title == "Their title"
