"""What may stand in a Word template: names of the table and nothing else, because a template is hostile input."""

import contextlib
import io
import time

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import override

from agreements.enums import LetterPurpose
from agreements.letters.placeholders import KNOWN
from agreements.letters.reading import environment, placeholders_of
from agreements.letters.starter import STARTERS, word_file
from agreements.models import LetterTemplate
from agreements.services.letters import add_version, create_template, retire_template, update_template
from core.errors import PortalError, RightMissing
from tests.agreements.factories import LetterTemplateFactory
from tests.office_files import word_file as plain_archive
from tests.reference.factories import LanguageFactory
from tests.word_files import changed, word

MAIN, RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"


def upload(content: bytes, name: str = "letter.docx"):
    return SimpleUploadedFile(name, content)


def create(actor, content: bytes, **changes):
    fields = {"name": "Renewal", "purpose": LetterPurpose.RENEWAL, "language": LanguageFactory(), **changes}
    return create_template(actor=actor, upload=upload(content), **fields)


def names_in(content: bytes) -> list[str]:
    return placeholders_of(io.BytesIO(content))


def test_names_are_found_wherever_word_puts_them():
    content = word(
        "Dear {{ contact_name }} and {{contact_name}},",
        ("our {", "{ agreement_", "title }", "} ends"),
        header="{{ our_name }}",
        footer="{{ our_city }}",
        rows=[("{{ starts_on }}", "{{ ends_on }}")],
        title="{{ registration_number }}",
    )
    expected = "agreement_title contact_name ends_on our_city our_name registration_number starts_on"
    assert names_in(content) == expected.split()


def test_a_template_without_placeholders_is_one():
    assert names_in(word("Only words, with a { brace } and 50 % of {them}.")) == []


HOSTILE = {
    "class": "{{ ''.__class__ }}",
    "class of a value": "{{ partner_name.__class__.__mro__ }}",
    "attribute": "{{ agreement.title }}",
    "item": "{{ partner_name[0] }}",
    "call": "{{ partner_name() }}",
    "filter": "{{ partner_name|upper }}",
    "sum": "{{ 1 + 1 }}",
    "text": "{{ 'a' * 1000000000 }}",
    "number": "{{ 42 }}",
    "nothing": "{{ }}",
    "two names": "{{ partner_name ends_on }}",
    "run of the engine": "{{r partner_name }}",
    "paragraph of the engine": "{{p partner_name }}",
    "dashes": "{{- partner_name -}}",
    "nested": "{{ {{ partner_name }} }}",
    "deep": "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "under": "{{ _TemplateReference__context }}",
    "another alphabet": "{{ pаrtner_name }}",
    "loop": "{% for x in range(1000000000) %}x{% endfor %}",
    "row loop": "{%tr for x in y %}",
    "condition": "{% if partner_name %}x{% endif %}",
    "inclusion": "{% include '/etc/passwd' %}",
    "setting": "{% set x = 1 %}",
    "raw": "{% raw %}{{ x }}{% endraw %}",
    "comment": "{# partner_name #}",
    "open": "{{ partner_name",
    "closed": "partner_name }}",
    "torn statement": ("{", "% for x in y %", "}"),
    "torn call": ("{{ partner_", "name.__cl", "ass__ }}"),
}


@pytest.mark.parametrize("place", ["paragraph", "header", "table"])
@pytest.mark.parametrize("case", HOSTILE)
def test_whatever_is_no_plain_name_is_refused_in_words(case, place):
    text = HOSTILE[case]
    plain = text if isinstance(text, str) else "".join(text)
    content = {
        "paragraph": lambda: word("Before", text, "After {{ partner_name }}"),
        "header": lambda: word("Text", header=plain),
        "table": lambda: word("Text", rows=[("x", plain)]),
    }[place]()
    with pytest.raises(PortalError) as refused:
        names_in(content)
    assert any(words in refused.value.sentence for words in ("more than the name", "is not possible", "is not closed"))


def test_a_placeholder_over_two_paragraphs_is_refused():
    with pytest.raises(PortalError, match="two paragraphs"):
        names_in(word("{{ partner_", "name }}"))


def test_an_expression_in_the_properties_or_a_picture_s_text_is_refused():
    with pytest.raises(PortalError, match="more than the name"):
        names_in(word("Text", title="{{ ''.__class__ }}"))
    described = changed(word("Text"), MAIN, "<w:p>", "<w:p w:rsidR=\"{{ ''.__class__ }}\">")
    with pytest.raises(PortalError):
        names_in(described)


@pytest.mark.parametrize("texts", [("ends in {", "{ begins"), ("50 %", "} begins"), ("{",)])
def test_braces_that_the_engine_would_put_together_over_paragraphs_are_refused(texts):
    with pytest.raises(PortalError, match="two paragraphs"):
        names_in(word(*texts))


FETCHING = {
    "picture from elsewhere": (RELATIONS, "</Relationships>", "image", "https://tracker.example/x.png"),
    "template of a share": (RELATIONS, "</Relationships>", "attachedTemplate", "\\\\host\\share\\x.dotm"),
    "template of a site": (RELATIONS, "</Relationships>", "attachedTemplate", "HTTP://host/x.dotm"),
}


def linked(kind: str, target: str) -> bytes:
    link = (
        f'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    )
    return changed(word("Text"), RELATIONS, "</Relationships>", link)


@pytest.mark.parametrize("case", FETCHING)
def test_a_template_that_fetches_something_is_refused(case):
    _part, _pattern, kind, target = FETCHING[case]
    with pytest.raises(PortalError, match="fetches something from"):
        names_in(linked(kind, target))


@pytest.mark.parametrize(
    ("kind", "target"),
    [("hyperlink", "https://www.bth.se"), ("attachedTemplate", "file:///C:\\Templates\\Letter.dotx")],
)
def test_links_for_readers_and_the_template_word_notes_by_itself_are_fine(kind, target):
    assert names_in(linked(kind, target)) == []


@pytest.mark.parametrize("field", ["DDEAUTO c:\\\\cmd.exe", "INCLUDEPICTURE http://x/y.png", " INCLUDETEXT c:\\x"])
def test_a_field_that_runs_or_fetches_is_refused(field):
    run = f"<w:r><w:instrText>{field}</w:instrText></w:r></w:p>"
    with pytest.raises(PortalError, match="fetches or runs"):
        names_in(changed(word("Text"), MAIN, "</w:p>", run))


def test_a_page_number_is_no_danger():
    run = "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    assert names_in(changed(word("Text"), MAIN, "</w:p>", run)) == []


BROKEN = {
    "entities": changed(word("Text"), MAIN, r"<\?xml[^>]*>", '<!DOCTYPE x [<!ENTITY a "aaaa">]>'),
    "no xml": changed(word("Text"), MAIN, r".*", "hello"),
    "no relations": plain_archive("Text"),
    "unclosed": changed(word("Text"), MAIN, "</w:body>", ""),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_template_is_refused_in_words(case):
    with pytest.raises(PortalError, match="damaged"):
        names_in(BROKEN[case])


def test_a_template_that_unpacks_to_very_much_text_is_refused():
    with pytest.raises(PortalError, match="too large"):
        names_in(changed(word("Text"), "word/comments.xml", "", "<x>" + "a" * (4 * 1024 * 1024) + "</x>"))


def test_placeholders_that_would_stay_unfilled_are_refused():
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    comment = f"<w:comments {namespace}><w:p><w:r><w:t>{{{{ partner_name }}}}</w:t></w:r></w:p></w:comments>"
    with pytest.raises(PortalError, match="comments and endnotes"):
        names_in(changed(word("Text"), "word/comments.xml", "", comment))


LONG = {
    "braces": "{" * 200_000,
    "braces apart": "{ {" * 100_000,
    "brackets": "<" * 100_000 + "{{ x }}",
    "many names": "{{ a }}" * 20_000,
}


@pytest.mark.parametrize("case", LONG)
def test_a_text_made_to_take_long_is_answered_soon(case):
    started = time.process_time()
    with contextlib.suppress(PortalError):
        names_in(word(LONG[case]))
    assert time.process_time() - started < 10


def test_the_engine_knows_nothing_but_names():
    engine = environment()
    assert (engine.filters, engine.tests, engine.globals) == ({}, {}, {})
    assert engine.autoescape


@pytest.mark.parametrize("starter", STARTERS, ids=lambda starter: starter.name)
def test_the_starter_set_is_accepted(starter):
    names = names_in(word_file(starter).read())
    assert set(names) <= set(KNOWN)
    assert {"our_name", "registration_number"} <= set(names)


def test_the_starter_set_has_each_purpose_in_both_languages():
    assert {(starter.purpose, starter.language) for starter in STARTERS} == {
        (purpose, language) for purpose in LetterPurpose for language in ("en", "sv")
    }


def test_a_template_is_kept_with_its_names(officer):
    template = create(officer, word("{{ partner_name }}, {{ ends_on }}"))
    version = template.versions.get()
    assert (version.version, version.placeholders, version.uploaded_by) == (1, ["ends_on", "partner_name"], officer)
    assert version.file.name.startswith("lettertemplateversions/")


def test_unknown_placeholders_are_refused_with_the_list_and_near_names(officer):
    with pytest.raises(ValidationError) as refused:
        create(officer, word("{{ partner_nmae }} {{ ends_on }} {{ Today }} {{ zzzzzz }}"))
    assert refused.value.message_dict == {
        "file": [
            (
                "The portal does not know these placeholders: Today (do you mean today?), "
                "partner_nmae (do you mean partner_name?), zzzzzz."
            )
        ]
    }
    assert not LetterTemplate.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("letter.docm", word("x"), "macros"),
        ("letter.docx", changed(word("x"), "word/vbaProject.bin", "", "x"), "macros"),
        ("letter.pdf", b"%PDF-1.7", "Word file"),
        ("letter.docx", b"", "empty"),
        ("letter.docx", b"%PDF-1.7", "something else"),
    ],
)
def test_another_file_is_no_template(officer, name, content, words):
    with pytest.raises(ValidationError, match=words):
        create_template(
            actor=officer, upload=upload(content, name), name="x", purpose="free", language=LanguageFactory()
        )


def test_versions_of_a_template_are_kept_and_the_newest_is_used(officer):
    content = word("{{ partner_name }}")
    template = create(officer, content)
    with pytest.raises(ValidationError, match="very file"):
        add_version(template, actor=officer, upload=upload(content))
    add_version(template, actor=officer, upload=upload(word("{{ ends_on }}")), note="With the last day")
    fresh = LetterTemplate.objects.with_versions().get()
    assert [(row.version, row.note) for row in fresh.versions.all()] == [(2, "With the last day"), (1, "")]
    assert fresh.current.placeholders == ["ends_on"]


def test_a_retired_template_stays_and_its_name_is_free_again(officer):
    old = create(officer, word("x"))
    retire_template(old, actor=officer)
    assert not LetterTemplate.objects.in_use().exists()
    new = create(officer, word("y"), language=old.language)
    with pytest.raises(PortalError, match="template of this name"):
        retire_template(old, actor=officer, is_retired=False)
    update_template(new, actor=officer, name="Other")
    retire_template(old, actor=officer, is_retired=False)
    assert LetterTemplate.objects.in_use().count() == 2


def test_the_database_keeps_each_version_and_each_name_in_use_once(db):
    template = LetterTemplateFactory()
    version = template.versions.get()
    version.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        version.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        LetterTemplateFactory(name=template.name, language=template.language)


@pytest.mark.parametrize("who", ["reader", "coordinator", "head", "outsider", "auditor", "administrator"])
def test_only_the_office_keeps_templates(request, db, who):
    template = LetterTemplateFactory()
    actor = request.getfixturevalue(who)
    for attempt in (
        lambda: create(actor, word("x")),
        lambda: add_version(template, actor=actor, upload=upload(word("x"))),
        lambda: update_template(template, actor=actor, name="x"),
        lambda: retire_template(template, actor=actor),
    ):
        with pytest.raises(RightMissing):
            attempt()


def test_the_table_is_the_one_in_the_documentation():
    from pathlib import Path

    page = (Path(__file__).parents[2] / "docs" / "letters.md").read_text()
    with override("en"):
        rows = [f"| `{each.name}` | {each.meaning} | {each.example} |" for each in KNOWN.values()]
    assert [row for row in rows if row not in page] == []
