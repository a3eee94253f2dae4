"""Documents with versions, templates and letters in a real browser: axe finds nothing, telephone and dark fit."""

import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import expect

from agreements.services.documents import attach_document, replace_document
from tests.agreements.factories import AgreementFactory, InstitutionFactory, LetterTemplateFactory
from tests.axe import accessibility_faults
from tests.reference.factories import LanguageFactory

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = [(1440, False), (390, True)]
TEXT = "Dear {{ contact_name }} of {{ partner_name }}, {{ agreement_title }} ends on {{ ends_on }}. {{ today }}"


@pytest.fixture
def agreement(unit, coordinator):
    """An agreement with two partners, and a document in its third version."""
    partners = [InstitutionFactory(name="AGH University"), InstitutionFactory(name="Politechnika Łódzka")]
    agreement = AgreementFactory(
        responsible_unit=unit,
        title="Student exchange",
        coordinator=coordinator,
        partners=partners,
        ends_on="2031-12-31",
    )
    document = attach_document(
        agreement, actor=coordinator, upload=paper("one"), title="Signed copy", kind="signed_copy", visibility="staff"
    )
    for note in ("Page 3 was missing.", "With the seal of the rector, which the first scan did not show."):
        document = replace_document(document, actor=coordinator, upload=paper(note), version_note=note)
    attach_document(agreement, actor=coordinator, upload=paper("annex"), title="Annex", language=LanguageFactory())
    return agreement


@pytest.fixture
def template(db):
    LetterTemplateFactory(name="Ska vi förnya?", purpose="renewal", language=LanguageFactory(code="sv"), text="Hej")
    LetterTemplateFactory(name="Old letterhead", retired_on="2026-01-01")
    return LetterTemplateFactory(name="Shall we renew?", purpose="renewal", text=TEXT, description="A year before.")


def paper(text: str):
    return SimpleUploadedFile("copy.pdf", b"%PDF-1.7 " + text.encode())


@pytest.mark.parametrize(("width", "dark"), SIZES)
def test_pages_have_no_accessibility_fault_and_fit(open_browser, agreement, template, officer, width, dark):
    page = open_browser(officer, width=width, dark=dark)
    base = f"/agreements/{agreement.pk}"
    document = agreement.documents.current().get(title="Signed copy").pk
    addresses = {
        "documents": f"{base}/documents/",
        "version": f"{base}/documents/{document}/version/",
        "choice": f"{base}/letters/",
        "preview": f"{base}/letters/{template.pk}/",
        "templates": "/agreements/letter-templates/",
        "template": f"/agreements/letter-templates/{template.pk}/",
        "upload": "/agreements/letter-templates/new/",
    }
    for name, address in addresses.items():
        assert page.goto(address).status == 200
        for folded in page.locator("details.versions").all():
            folded.evaluate("element => element.open = true")
        if folder := os.environ.get("PICTURES_OF_LETTERS"):
            page.screenshot(path=Path(folder) / f"{name}-{width}-{dark}.png", full_page=True)
        assert accessibility_faults(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_a_letter_is_written_without_scripts(open_browser, agreement, template, coordinator):
    page = open_browser(coordinator, scripts=False)
    page.goto(f"/agreements/{agreement.pk}/documents/")
    page.get_by_role("link", name="Write a letter…").last.click()
    page.get_by_role("link", name="Shall we renew?").click()
    page.get_by_role("link", name="Politechnika Łódzka").click()
    expect(page.get_by_text("1 value is missing")).to_be_visible()
    expect(page.get_by_text("[Contact at the partner] of Politechnika Łódzka")).to_be_visible()
    page.get_by_role("button", name="Keep as a draft").click()
    expect(page.get_by_text("kept as a draft")).to_be_visible()
    expect(page.get_by_role("link", name="Shall we renew? · Politechnika Łódzka", exact=True)).to_have_count(1)
