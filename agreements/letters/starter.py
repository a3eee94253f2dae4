"""A starter set of templates in English and Swedish, written by code: our own words, for the office to replace.

Each is a letter of a few paragraphs, with a header, a footer and, where it helps, a table.
"""

import io
from dataclasses import dataclass

from django.core.files.base import ContentFile
from docx import Document as WordDocument
from docx.shared import Pt

from agreements.enums import LetterPurpose

ADDRESS = "{{ partner_name }}\n{{ partner_street }}\n{{ partner_post_code }} {{ partner_city }}\n{{ partner_country }}"


@dataclass(frozen=True)
class Starter:
    """One template of the set. ``rows`` is a table after the first paragraph; ``signed`` stands below the text."""

    name: str
    purpose: LetterPurpose
    language: str
    description: str
    heading: str
    paragraphs: tuple[str, ...]
    rows: tuple[tuple[str, str], ...] = ()
    signed: tuple[str, ...] = ("{{ author_name }}", "{{ author_title }}", "{{ author_email }}")
    is_letter: bool = True


def word_file(starter: Starter) -> ContentFile:
    """The template as a Word file."""
    document = WordDocument()
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    document.core_properties.title = "{{ agreement_title }}"
    document.core_properties.author = ""
    section = document.sections[0]
    section.header.paragraphs[0].text = "{{ our_name }}\t\t{{ registration_number }}"
    section.footer.paragraphs[0].text = "{{ our_name }}, {{ our_city }} · {{ our_erasmus_code }}"
    if starter.is_letter:
        document.add_paragraph("{{ today }}")
        document.add_paragraph(ADDRESS)
    document.add_heading(starter.heading, level=1)
    document.add_paragraph(starter.paragraphs[0])
    if starter.rows:
        _add_table(document, starter.rows)
    for text in starter.paragraphs[1:]:
        document.add_paragraph(text)
    document.add_paragraph("\n".join(starter.signed))
    data = io.BytesIO()
    document.save(data)
    return ContentFile(data.getvalue(), name=f"{starter.purpose}-{starter.language}.docx")


def _add_table(document, rows):
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for label, value in rows:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, value


def facts_of(*labels: str, and_word: str) -> tuple[tuple[str, str], ...]:
    """The table of an agreement: between whom, its days, fees and conditions, under ``labels``."""
    between = f"{{{{ our_unit }}}} {and_word} {{{{ partner_unit }}}}"
    facts = (f"{{{{ {name} }}}}" for name in ("starts_on", "ends_on", "tuition_fees", "conditions"))
    return tuple(zip(labels, (between, *facts), strict=True))


def lines_to_sign(for_word: str) -> tuple[str, ...]:
    sides = ("our", "partner")
    return tuple(f"{for_word} {{{{ {side}_name }}}}: {{{{ {side}_signatory }}}} {'_' * 20}" for side in sides)


STARTERS = (
    Starter(
        name="Agreement between two universities",
        purpose=LetterPurpose.AGREEMENT,
        language="en",
        description="For memoranda and exchange agreements with one partner.",
        heading="{{ agreement_kind }}",
        paragraphs=(
            (
                "This agreement is made between {{ our_name }} and {{ partner_name }}, {{ partner_city }}, "
                "{{ partner_country }}."
            ),
            (
                "The two universities work together in the fields and numbers given above, and tell each other "
                "by the end of January what they plan for the coming academic year."
            ),
            (
                "Each side names a person who keeps the agreement: for {{ our_name }} {{ coordinator_name }} "
                "({{ coordinator_email }}), for {{ partner_name }} {{ contact_name }}."
            ),
            (
                "The agreement may be ended in writing; the last day to do so is {{ notice_on }}. Students and "
                "staff whose stay has begun complete it on the terms above."
            ),
        ),
        rows=facts_of("Between", "First day", "Last day", "Tuition fees", "Who goes where", and_word="and"),
        signed=lines_to_sign("For"),
        is_letter=False,
    ),
    Starter(
        name="Avtal mellan två lärosäten",
        purpose=LetterPurpose.AGREEMENT,
        language="sv",
        description="För samförståndsavtal och utbytesavtal med en partner.",
        heading="{{ agreement_kind }}",
        paragraphs=(
            (
                "Detta avtal sluts mellan {{ our_name }} och {{ partner_name }}, {{ partner_city }}, "
                "{{ partner_country }}."
            ),
            (
                "Lärosätena samarbetar inom de områden och med de antal som anges ovan och meddelar varandra "
                "före januari månads utgång vad de planerar för det kommande läsåret."
            ),
            (
                "Vardera parten utser en person som ansvarar för avtalet: för {{ our_name }} {{ coordinator_name }} "
                "({{ coordinator_email }}), för {{ partner_name }} {{ contact_name }}."
            ),
            (
                "Avtalet kan sägas upp skriftligen, senast {{ notice_on }}. Studenter och anställda vars vistelse har "
                "börjat fullföljer den på villkoren ovan."
            ),
        ),
        rows=facts_of("Mellan", "Första dag", "Sista dag", "Studieavgifter", "Vem reser vart", and_word="och"),
        signed=lines_to_sign("För"),
        is_letter=False,
    ),
    Starter(
        name="Shall we renew?",
        purpose=LetterPurpose.RENEWAL,
        language="en",
        description="A year before the last day.",
        heading="Renewal of “{{ agreement_title }}”",
        paragraphs=(
            "Dear {{ contact_name }},",
            "Our agreement ends on {{ ends_on }}. We have been glad of it and would like to go on.",
            (
                "Would you tell us by {{ notice_on }} whether you want to renew it, and whether numbers, fields "
                "or levels should change? This is what holds now:"
            ),
            "{{ conditions }}",
            "With kind regards",
        ),
    ),
    Starter(
        name="Ska vi förnya?",
        purpose=LetterPurpose.RENEWAL,
        language="sv",
        description="Ett år före sista dagen.",
        heading="Förnyelse av ”{{ agreement_title }}”",
        paragraphs=(
            "Hej {{ contact_name }},",
            "vårt avtal löper ut den {{ ends_on }}. Vi är glada över samarbetet och vill gärna fortsätta.",
            (
                "Meddela oss gärna senast den {{ notice_on }} om ni vill förnya det, och om antal, områden "
                "eller nivåer ska ändras. Så här ser det ut nu:"
            ),
            "{{ conditions }}",
            "Med vänliga hälsningar",
        ),
    ),
    Starter(
        name="Notice that the agreement ends",
        purpose=LetterPurpose.NOTICE,
        language="en",
        description="Sent by the last day to give notice.",
        heading="Notice: “{{ agreement_title }}”",
        paragraphs=(
            "Dear {{ contact_name }},",
            "We hereby give notice of our agreement {{ registration_number }}. It ends on {{ ends_on }}.",
            (
                "Students and staff who have been nominated until then keep their places, and those who are "
                "here complete their stay."
            ),
            "Thank you for the years together. With kind regards",
        ),
    ),
    Starter(
        name="Uppsägning av avtal",
        purpose=LetterPurpose.NOTICE,
        language="sv",
        description="Skickas senast på sista dagen för uppsägning.",
        heading="Uppsägning: ”{{ agreement_title }}”",
        paragraphs=(
            "Hej {{ contact_name }},",
            "härmed säger vi upp vårt avtal {{ registration_number }}. Det upphör den {{ ends_on }}.",
            (
                "Studenter och anställda som har nominerats dessförinnan behåller sina platser, och de som är här "
                "fullföljer sin vistelse."
            ),
            "Tack för åren tillsammans. Med vänliga hälsningar",
        ),
    ),
    Starter(
        name="Letterhead",
        purpose=LetterPurpose.FREE,
        language="en",
        description="Addresses and greeting; the rest is yours.",
        heading="{{ agreement_title }}",
        paragraphs=("Dear {{ contact_name }},", "", "With kind regards"),
    ),
    Starter(
        name="Brevpapper",
        purpose=LetterPurpose.FREE,
        language="sv",
        description="Adresser och hälsning; resten är ditt.",
        heading="{{ agreement_title }}",
        paragraphs=("Hej {{ contact_name }},", "", "Med vänliga hälsningar"),
    ),
)
