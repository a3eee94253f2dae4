"""Letters about an agreement: what is filled in, in the language of the letter, and what is missing."""

import io
from contextlib import closing
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agreements.enums import DocumentKind
from agreements.letters.filling import clean, fill, values_of
from agreements.letters.placeholders import KNOWN
from agreements.letters.subjects import subject_of
from agreements.models import Agreement, Document
from agreements.services.letters import keep_letter, write_letter
from agreements.services.renewals import renew_agreement
from core.errors import PortalError, RightMissing
from partners.models import Contact
from tests.agreements.factories import AgreementFactory, ConditionFactory, InstitutionFactory, LetterTemplateFactory
from tests.reference.factories import LanguageFactory
from tests.word_files import everything_in, word


@pytest.fixture
def agreement(registered):
    registered.starts_on, registered.ends_on = date(2026, 9, 1), date(2029, 8, 31)
    registered.save()
    return Agreement.objects.for_detail().get(pk=registered.pk)


def filled(text: str, agreement, author, language="en", party=None):
    names = sorted({name for name in KNOWN if name in text})
    subject = subject_of(agreement, author, party, on=date(2027, 3, 5))
    return {each.placeholder.name: each.value for each in values_of(names, subject, language)}


def letter(agreement, author, *paragraphs, language="en", **parts) -> dict:
    """What stands in the finished file."""
    content = word(*paragraphs, **parts)
    values = values_of(KNOWN, subject_of(agreement, author, on=date(2027, 3, 5)), language)
    return everything_in(fill(io.BytesIO(content), values, language))


def test_every_place_of_a_letter_is_filled(agreement, coordinator):
    found = letter(
        agreement,
        coordinator,
        "To {{ partner_name }}, {{partner_city}}",
        ("From {", "{ coordinator", "_name }", "}."),
        header="{{ registration_number }}",
        footer="{{ today }}",
        rows=[("{{ starts_on }}", "until {{ ends_on }}")],
        title="{{ agreement_title }}",
    )
    assert found == {
        "body": ["To Politechnika Łódzka, Łódź", "From Coordinator."],
        "table": [["1 September 2026", "until 31 August 2029"]],
        "header": "BTH-1.2.1-0029-2014",
        "footer": "5 March 2027",
        "title": "Exchange with Lodz",
    }


@pytest.mark.parametrize(
    ("language", "day", "country"),
    [("en", "5 March 2027", "Poland"), ("sv", "5 mars 2027", "Polen"), ("pl", "5 marca 2027", "Poland")],
)
def test_a_letter_speaks_its_own_language_whoever_reads_the_portal(agreement, coordinator, language, day, country):
    (line,) = letter(agreement, coordinator, "{{ today }}, {{ partner_country }}", language=language)["body"]
    assert line == f"{day}, {country}"


def test_what_is_missing_is_said_in_the_file_in_its_language(agreement, coordinator):
    assert letter(agreement, coordinator, "{{ partner_reference }}")["body"] == ["[Reference of the partner]"]
    assert filled("partner_reference notice_on our_unit", agreement, coordinator) == {
        "notice_on": "",
        "our_unit": "Computer Science",
        "partner_reference": "",
    }


@pytest.mark.parametrize(
    "value",
    [
        "Smith & Sons <b>bold</b> \"x\" 'y'",
        "{{ ''.__class__ }} {% for x in y %}",
        "</w:t></w:r></w:p>",
        "&lt;w:p/&gt;",
        "日本語 Ł ø 𝒳",
    ],
)
def test_a_value_is_text_whatever_it_looks_like(agreement, coordinator, value):
    agreement.title = value
    found = letter(agreement, coordinator, "{{ agreement_title }}", title="{{ agreement_title }}")
    assert (found["body"], found["title"]) == ([value], value)


def test_a_title_longer_than_word_takes_is_cut_there(agreement, coordinator):
    agreement.title = "x" * 300
    found = letter(agreement, coordinator, "{{ agreement_title }}", title="About {{ agreement_title }}")
    assert (found["body"], len(found["title"])) == (["x" * 300], 255)


def test_characters_that_would_break_the_file_are_left_out():
    assert clean("a\x00b\x07c\fd\te\r\nf\u202e") == "abcde\nf"
    assert clean(None) == ""
    assert len(clean("x" * 50_000)) == 20_000


def test_conditions_are_a_line_each(agreement, coordinator):
    ConditionFactory(agreement=agreement)
    ConditionFactory(agreement=agreement, kind="staff_teaching", people_per_year=1, total_days=5)
    fresh = Agreement.objects.for_detail().get(pk=agreement.pk)
    (lines,) = letter(fresh, coordinator, "{{ conditions }}")["body"]
    home = "Blekinge Institute of Technology → Politechnika Łódzka: "
    assert sorted(lines.split("\n")) == [
        f"{home}Staff teaching, 1 a year, 5 days in all",
        f"{home}Student studies, 2 a year",
    ]


def test_one_writes_to_the_coordinator_who_is_there_now(agreement, coordinator, lodz):
    Contact.objects.create(institution=lodz, name="Office", role="international_office", email="office@p.lodz.pl")
    Contact.objects.create(institution=lodz, name="Gone", role="coordinator", valid_to=date(2026, 1, 1))
    assert filled("contact_name", agreement, coordinator) == {"contact_name": "Office"}
    Contact.objects.create(institution=lodz, name="Ewa Nowak", role="coordinator")
    fresh = Agreement.objects.for_detail().get(pk=agreement.pk)
    assert filled("contact_name", fresh, coordinator) == {"contact_name": "Ewa Nowak"}


def test_the_title_of_a_parent_the_author_may_not_read_is_not_told(agreement, coordinator, foreign_draft):
    agreement.parent = foreign_draft
    assert filled("parent_title", agreement, coordinator) == {"parent_title": ""}


def test_a_letter_is_kept_as_a_draft_and_again_as_its_next_version(agreement, coordinator):
    template = LetterTemplateFactory(name="Renewal", text="Dear {{ partner_name }}, until {{ ends_on }}")
    version, subject = template.versions.get(), subject_of(agreement, coordinator)
    document = keep_letter(version, subject, actor=coordinator)
    assert (document.title, document.kind) == ("Renewal · Politechnika Łódzka", DocumentKind.DRAFT)
    assert document.original_name == f"Renewal_Politechnika_Łódzka_{timezone.localdate()}.docx"
    with document.file.open("rb") as file:
        assert everything_in(file.read())["body"] == ["Dear Politechnika Łódzka, until 31 August 2029"]
    with pytest.raises(PortalError, match="very file"):
        keep_letter(version, subject, actor=coordinator)
    agreement.ends_on = date(2030, 8, 31)
    again = keep_letter(version, subject, actor=coordinator)
    assert (again.version, again.version_note) == (2, "From the template “Renewal”, version 1.")


@pytest.mark.parametrize("who", ["reader", "outsider", "auditor", "administrator"])
def test_others_keep_no_letter(request, agreement, who):
    version = LetterTemplateFactory().versions.get()
    actor = request.getfixturevalue(who)
    with pytest.raises(RightMissing):
        keep_letter(version, subject_of(agreement, actor), actor=actor)
    assert not Document.objects.exists()


def test_a_letter_goes_to_the_chosen_of_several_partners(unit, coordinator, browser_of):
    first, second = InstitutionFactory(name="First"), InstitutionFactory(name="Second")
    agreement = AgreementFactory(responsible_unit=unit, partners=[first, second])
    template = LetterTemplateFactory(text="Dear {{ partner_name }}")
    client = browser_of(coordinator)
    address = reverse("agreements:letter_preview", args=[agreement.pk, template.pk])
    party = agreement.parties.get(institution=second).pk
    assert "Dear First" in client.get(address).content.decode()
    assert "Dear Second" in client.get(f"{address}?party={party}").content.decode()
    for odd in ("x", "0", "-1", "999999999999999999999"):
        assert "Dear First" in client.get(f"{address}?party={odd}").content.decode()
    client.post(f"{address}keep/", {"party": party})
    assert "Second" in Document.objects.get().title


def test_the_preview_shows_values_and_gaps_with_the_way_to_fill_them(agreement, coordinator, officer, browser_of):
    template = LetterTemplateFactory(text="{{ partner_name }} {{ partner_street }} {{ partner_reference }}")
    address = reverse("agreements:letter_preview", args=[agreement.pk, template.pk])
    page = browser_of(coordinator).get(address)
    assert [each.placeholder.name for each in page.context["filled"]] == ["partner_name"]
    ways = {each.placeholder.name: way for each, way in page.context["missing"]}
    assert ways == {"partner_street": "", "partner_reference": f"/agreements/{agreement.pk}/edit/"}
    assert "2 values are missing" in page.content.decode()
    assert "[Street of the partner]" in page.content.decode()
    ways = {each.placeholder.name: way for each, way in browser_of(officer).get(address).context["missing"]}
    assert ways["partner_street"] == f"/partners/{agreement.partner_parties[0].institution_id}/edit/"


def test_the_file_is_saved_and_nothing_is_written(agreement, coordinator, browser_of):
    template = LetterTemplateFactory(name="Free")
    address = reverse("agreements:letter_download", args=[agreement.pk, template.pk])
    with closing(browser_of(coordinator).get(address)) as response:
        content = b"".join(response.streaming_content)
        assert not Document.objects.exists()
    assert everything_in(content)["body"] == ["Dear Politechnika Łódzka"]
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_no_letter_is_written_from_a_retired_template(agreement, coordinator, browser_of):
    template = LetterTemplateFactory(retired_on=date(2026, 1, 1), name="Old")
    client = browser_of(coordinator)
    assert "Old" not in client.get(reverse("agreements:letter_choice", args=[agreement.pk])).content.decode()
    for name, method in (("letter_preview", "get"), ("letter_download", "get"), ("letter_keep", "post")):
        address = reverse(f"agreements:{name}", args=[agreement.pk, template.pk])
        assert getattr(client, method)(address).status_code == 404


@pytest.mark.parametrize("purpose", ["notice", "renewal"])
def test_nobody_gives_notice_of_a_draft(agreement, unit, coordinator, browser_of, purpose):
    template = LetterTemplateFactory(purpose=purpose, name="We part")
    concluded = reverse("agreements:letter_choice", args=[agreement.pk])
    agreement = AgreementFactory(responsible_unit=unit, state="draft")
    client, choice = browser_of(coordinator), reverse("agreements:letter_choice", args=[agreement.pk])
    page = client.get(choice).content.decode()
    assert "We part" not in page
    assert "once the agreement is signed" in page or "that is signed and not over" in page
    for name in ("letter_preview", "letter_download"):
        answer = client.get(reverse(f"agreements:{name}", args=[agreement.pk, template.pk]))
        assert (answer.status_code, answer["Location"]) == (302, choice)
    refused = client.post(reverse("agreements:letter_keep", args=[agreement.pk, template.pk]), follow=True)
    assert "this one is “Draft”" in refused.content.decode()
    assert not Document.objects.exists()
    assert "We part" in client.get(concluded).content.decode()


def test_the_office_uploads_a_template_renews_and_retires_it(officer, browser_of):
    LanguageFactory()
    client = browser_of(officer)
    given = {"name": "Notice", "purpose": "notice", "language": "en", "description": ""}
    address = reverse("agreements:letter_template_create")
    form = client.get(address).content.decode()
    assert "{{ partner_name }}" in form
    wrong = client.post(address, {**given, "file": upload("{{ partner_nmae }}")})
    assert "do you mean partner_name?" in wrong.content.decode()
    assert 'value="Notice"' in wrong.content.decode()
    made = client.post(address, {**given, "file": upload("{{ partner_name }}")})
    page = client.get(made["Location"]).content.decode()
    assert "uploaded the template" in page
    client.post(f"{made['Location']}version/", {"file": upload("{{ ends_on }}"), "note": "The day"})
    client.post(f"{made['Location']}retire/")
    page = client.get(made["Location"]).content.decode()
    assert "The day" in page
    assert "out of use since" in page
    assert "took the template out of use" in page
    with closing(client.get(f"{made['Location']}versions/1/")) as response:
        assert everything_in(b"".join(response.streaming_content))["body"] == ["{{ partner_name }}"]


def upload(*paragraphs):
    file = io.BytesIO(word(*paragraphs))
    file.name = "notice.docx"
    return file


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_however_many_templates(count, agreement, officer, browser_of, django_assert_num_queries):
    made = [LetterTemplateFactory() for _number in range(count)]
    client = browser_of(officer)
    choice = reverse("agreements:letter_choice", args=[agreement.pk])
    counts = []
    for address in (
        choice,
        f"{choice}{made[0].pk}/",
        reverse("agreements:letter_template_list"),
        template_page(made[0]),
    ):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts == [6, 10, 5, 8]


def template_page(template):
    return reverse("agreements:letter_template_detail", args=[template.pk])


def test_a_letter_of_the_starter_set_is_whole(agreement, coordinator):
    from agreements.letters.starter import STARTERS, word_file

    for starter in STARTERS:
        values = values_of(KNOWN, subject_of(agreement, coordinator), starter.language)
        found = everything_in(fill(word_file(starter), values, starter.language))
        assert "{{" not in str(found)
        assert found["title"] == "Exchange with Lodz"


def test_a_letter_names_the_days_of_what_follows_as_proposed_or_as_drafted(agreement, coordinator):
    text = "{{ new_starts_on }} to {{ new_ends_on }}"
    said = {"new_starts_on": "1 September 2029", "new_ends_on": "31 August 2032"}
    assert {name: value for name, value in filled(text, agreement, coordinator).items() if name in said} == said
    draft, _is_new = renew_agreement(agreement, actor=coordinator)
    Agreement.objects.filter(pk=draft.pk).update(ends_on=date(2030, 8, 31))
    assert filled(text, agreement, coordinator)["new_ends_on"] == "31 August 2030"


def test_a_written_letter_has_a_name_without_a_path(agreement, coordinator):
    template = LetterTemplateFactory(name="../../x")
    file = write_letter(template.versions.get(), subject_of(agreement, coordinator))
    assert "/" not in file.name
    assert file.name.endswith(".docx")
