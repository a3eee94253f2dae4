"""Django admin: administrators keep foundations, look at business rows, and nobody else enters."""

import pytest
from django.contrib import admin
from django.urls import reverse

from agreements.models import Agreement, Document
from core.admin import ReadOnlyAdmin
from core.models import Page
from tests.partners.factories import ContactFactory, InstitutionFactory

pytestmark = pytest.mark.django_db

OURS = {"core", "accounts", "reference", "reminders", "partners", "agreements"}
REGISTERED = [model for model in admin.site._registry if model._meta.app_label in OURS]
READ_ONLY = [model for model in REGISTERED if isinstance(admin.site._registry[model], ReadOnlyAdmin)]


def address(model, page, *arguments):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model._meta.label)
def test_every_list_of_the_admin_opens_and_can_be_searched(browser_of, administrator, model):
    client = browser_of(administrator)
    assert client.get(address(model, "changelist")).status_code == 200
    if admin.site._registry[model].search_fields:
        assert client.get(address(model, "changelist"), {"q": "x"}).status_code == 200


@pytest.mark.parametrize("model", READ_ONLY, ids=lambda model: model._meta.label)
def test_business_rows_and_history_cannot_be_written(browser_of, administrator, model):
    client = browser_of(administrator)
    assert client.get(address(model, "add")).status_code == 403
    assert client.post(address(model, "add"), {}).status_code == 403


def test_partner_is_shown_and_not_changed(browser_of, administrator):
    partner = InstitutionFactory(name="A partner", aliases=["Alias of it"])
    client = browser_of(administrator)
    page = client.get(address(type(partner), "change", partner.pk)).content.decode()
    assert "A partner" in page
    assert "Alias of it" in page
    assert 'name="_save"' not in page
    assert client.post(address(type(partner), "change", partner.pk), {"name": "Taken over"}).status_code == 403
    assert client.post(address(type(partner), "delete", partner.pk), {"post": "yes"}).status_code == 403
    partner.refresh_from_db()
    assert partner.name == "A partner"


def test_agreement_and_its_document_are_shown_without_the_file(browser_of, administrator, unit):
    agreement = Agreement.objects.create(kind="mou", title="Friendship", responsible_unit=unit)
    document = Document.objects.create(
        agreement=agreement, file="documents/ab/secret.pdf", title="A", original_name="a.pdf", content_type="x", size=1
    )
    client = browser_of(administrator)
    assert "Friendship" in client.get(address(Agreement, "change", agreement.pk)).content.decode()
    page = client.get(address(Document, "change", document.pk)).content.decode()
    assert "a.pdf" in page
    assert "secret.pdf" not in page


def test_events_are_shown_with_who_and_what(browser_of, administrator, officer):
    contact = ContactFactory()
    event = type(contact).pgh_event_model.objects.get(pgh_obj=contact)
    client = browser_of(administrator)
    assert client.get(address(type(event), "change", event.pk)).status_code == 200


def test_page_is_kept_with_the_administrator_in_its_history(browser_of, administrator):
    values = {"slug": "about", "language": "en", "title": "About", "body": "Text"}
    assert browser_of(administrator).post(address(Page, "add"), values).status_code == 302
    event = Page.pgh_event_model.objects.get(slug="about")
    assert event.pgh_context["actor_name"] == str(administrator)


@pytest.mark.parametrize("who", ["reader", "coordinator", "outsider", "officer", "auditor"])
def test_nobody_else_enters_the_admin(request, browser_of, who):
    client = browser_of(request.getfixturevalue(who))
    assert client.get(reverse("admin:index")).status_code == 302
    assert client.get(address(Page, "changelist")).status_code == 302
