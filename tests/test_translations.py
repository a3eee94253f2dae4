"""Swedish is whole: in the catalogue, in what is compiled from it, and on the pages and in the mails people meet."""

import gettext
from collections import Counter
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import override

from accounts.enums import Role
from agreements.enums import AgreementState
from agreements.models import Agreement
from core.pages import load_pages
from reminders.models import OutgoingMail, WatchedKind
from reminders.sources import sources
from reminders.sweep import sweep
from tests.addresses import every_address
from tests.agreements.factories import AgreementFactory, ConditionFactory, DocumentFactory, InstitutionFactory
from tests.catalogues import (
    PLACEHOLDER,
    catalogue,
    english_left,
    forms,
    po_path,
    strings_of_a_template,
    strings_of_the_source,
    untranslated_words,
)

LANGUAGES = [code for code, _name in settings.LANGUAGES]


def messages(language="sv"):
    return [message for message in catalogue(language) if message.id]


def test_every_string_has_a_swedish_translation():
    missing = [
        message.id
        for message in messages()
        if message.fuzzy or not all(forms(message.string)) or len(forms(message.id)) != len(forms(message.string))
    ]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_of_the_source_is_in_the_catalogue(language):
    """Where this fails, run ``make messages`` (it needs the gettext programs) and translate what is new."""
    known = {(message.context or "", forms(message.id)[0]) for message in messages(language)}
    source = strings_of_the_source()
    assert (sorted(source - known), sorted(known - source)) == ([], [])


def test_strings_of_a_template_are_found_in_all_their_forms():
    text = (
        '{% load i18n %}{% translate "One" %}{{ flag|yesno:_("two,three") }}{% translate "Four" context "five" %}'
        "{% blocktranslate count n=n %}{{ n }} six{% plural %}{{ n }} sevens{% endblocktranslate %}"
    )
    assert strings_of_a_template(text) == {("", "One"), ("", "two,three"), ("five", "Four"), ("", "%(n)s six")}


def test_placeholders_are_those_of_the_original():
    """A plural may leave its number out in either language; nothing may be filled in that is not given."""
    wrong = []
    for message in messages():
        for original, translation in zip(forms(message.id), forms(message.string), strict=True):
            if Counter(PLACEHOLDER.findall(original)) != Counter(PLACEHOLDER.findall(translation)):
                wrong.append((original, translation))
    assert wrong == []


def compiled_from(messages) -> dict:
    """What a compiled catalogue of ``messages`` answers, its header left out."""
    whole, file = Catalog(), BytesIO()
    for message in messages:
        if all(forms(message.string)):
            whole.add(message.id, message.string, context=message.context)
    write_mo(file, whole)
    file.seek(0)
    return answers_of(file)


def answers_of(file) -> dict:
    return {key: text for key, text in gettext.GNUTranslations(file)._catalog.items() if key}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language):
    """The compiled catalogue is kept in the repository: a newcomer has no gettext programs."""
    with po_path(language).with_suffix(".mo").open("rb") as file:
        kept = answers_of(file)
    assert kept == compiled_from(messages(language))
    assert (len(kept) > 1000) == (language != settings.LANGUAGE_CODE)


def test_templates_show_no_word_past_the_catalogue():
    folder = settings.BASE_DIR / "templates"
    found = {path.relative_to(folder): untranslated_words(path.read_text()) for path in folder.rglob("*.*")}
    standing_alone = found.pop(Path("500.html"))  # drawn when nothing else works, so it says it in both languages
    assert "Något gick fel" in " ".join(standing_alone)
    assert {path: words for path, words in found.items() if words} == {}


def test_a_word_past_the_catalogue_is_found():
    text = '{% load i18n %}<p>{% translate "Yes" %} {{ n }} pages</p><i title="Go {% url "x" %}">·</i>'
    assert untranslated_words(text) == ["pages", "Go"]


def test_english_that_is_left_is_found():
    page = (
        '<p>Sign in</p><p>Logga in</p><input placeholder="Search this list">'
        "<p>3 partners</p><p>1 partner</p><p>English</p><script>Sign in</script><b>Sign in at once</b>"
        '<p lang="en">Sign in <i>again</i></p><i>Yes</i>'
    )
    assert english_left(page) == ["Sign in", "Search this list", "3 partners", "Yes"]


@pytest.fixture
def swedish_officer(person, university):
    return person(Role.OFFICER, university, name="Åsa Öberg", language="sv")


@pytest.fixture
def register(unit, swedish_officer, settings):
    """A published agreement with something in every corner, one that waits, and the pages of the house."""
    settings.SHOW_DEMO_ACCOUNTS = False  # their names are English, as names of people may be
    load_pages()
    partner = InstitutionFactory(name="Politechnika Łódzka", city="Łódź", latitude="51.75", longitude="19.45")
    terms = {"responsible_unit": unit, "coordinator": swedish_officer, "title": "Avtal 1", "partners": [partner]}
    agreement = AgreementFactory(is_published=True, state=AgreementState.ACTIVE, kind="erasmus", **terms)
    ConditionFactory(agreement=agreement)
    DocumentFactory(agreement=agreement, title="Bilaga 1")
    AgreementFactory(responsible_unit=unit, state=AgreementState.IN_REVIEW, kind="moc", title="Avtal 2")
    return agreement


PUBLIC = ["/sv/", "/sv/?q=lodz", "/sv/?q=finnsinte", "/sv/?level=unknown&map=1", "/sv/finnsinte/"]


def test_public_pages_show_no_english(client, register):
    partner = register.partner_parties[0].institution
    with override("sv"):
        addresses = [
            *PUBLIC,
            reverse("finder:institution_detail", args=[partner.pk, partner.slug]),
            reverse("pages:page", args=["accessibility"]),
            reverse("pages:page", args=["privacy"]),
            *[reverse(name) for name in ("pages:shortcoming_create", "pages:shortcoming_sent")],
            *[reverse(name) for name in ("account_login", "account_reset_password", "account_reset_password_done")],
        ]
    left = {address: english_left(client.get(address).content.decode()) for address in addresses}
    assert left == {address: [] for address in addresses}


def test_refused_forms_of_the_public_site_speak_swedish(client, register):
    with override("sv"):
        addresses = [reverse("account_login"), reverse("pages:shortcoming_create"), reverse("account_reset_password")]
    left = {address: english_left(client.post(address, {}).content.decode()) for address in addresses}
    assert left == {address: [] for address in addresses}


def staff_addresses(agreement):
    """Every page behind sign-in that can be opened without knowing more, and the tabs of one agreement and partner."""
    about = {"agreements": agreement.pk, "partners": agreement.partner_parties[0].institution_id}
    for address in every_address():
        room = address.name.partition(":")[0]
        if room not in {"accounts", "agreements", "core", "partners", "reminders"} or "export" in address.name:
            continue
        for given in ({}, {"pk": about.get(room)}, {"importer": "charter"}, {"importer": "agreements"}):
            try:
                yield reverse(address.name, kwargs=given)
            except NoReverseMatch:
                continue


def test_staff_pages_show_no_english(browser_of, swedish_officer, register):
    browser = browser_of(swedish_officer)
    with override("sv"):
        addresses = sorted(set(staff_addresses(register)))
    answers = {address: browser.get(address) for address in addresses}
    pages = {
        address: answer.content.decode()
        for address, answer in answers.items()
        if answer.status_code in {200, 403} and "html" in answer.headers["Content-Type"]
    }
    assert len(pages) > 20
    assert {address: english_left(page) for address, page in pages.items()} == {address: [] for address in pages}


def test_forms_refuse_in_swedish(browser_of, swedish_officer, register):
    browser = browser_of(swedish_officer)
    begin = reverse("agreements:agreement_begin", args=[uuid4()]) + "?kind=erasmus"
    addresses = [begin, reverse("partners:institution_create")]
    answers = {address: browser.post(address, {"kind": "erasmus"}, follow=True) for address in addresses}
    left = {address: english_left(answer.content.decode()) for address, answer in answers.items()}
    assert left == {address: [] for address in addresses}


def test_reminder_is_written_in_the_language_of_its_reader(register, swedish_officer):
    today = timezone.localdate()
    today += timedelta(days=7 - today.weekday())  # a Monday: no reminder is written on a weekend
    for source in sources():
        WatchedKind.objects.filter(source=source.name).update(started_on=today - timedelta(days=1000))
    long_ago = timezone.now() - timedelta(days=900)
    Agreement.objects.filter(pk=register.pk).update(ends_on=today + timedelta(days=7), created_at=long_ago)
    sweep(today)
    [mail] = OutgoingMail.objects.filter(recipient=swedish_officer)
    assert "1 kommande datum" in mail.subject
    lines = "".join(f"<p>{line}</p>" for line in f"{mail.subject}\n{mail.text}".splitlines())
    assert english_left(lines + mail.html) == []
