"""The demonstration's letter templates, one of them in its second version and one out of use, and a letter from one."""

import io

from django.core.files.base import ContentFile
from docx import Document as WordDocument

from agreements.enums import AgreementState, LetterPurpose
from agreements.letters.starter import STARTERS, Starter, word_file
from agreements.letters.subjects import subject_of
from agreements.models import Agreement, LetterTemplate
from agreements.services.letters import add_version, create_template, keep_letter, retire_template
from reference.models import Language


def build_letters(officer) -> list[LetterTemplate]:
    """Upload the starter set as the office would, and keep the text of one agreement that waits for signatures."""
    languages = Language.objects.in_bulk()
    made = [_upload(starter, languages[starter.language], officer) for starter in STARTERS]
    renewal = next(template for template in made if template.purpose == LetterPurpose.RENEWAL)
    note = "Says whom to ask about nominations."
    add_version(renewal, actor=officer, upload=_with_a_line(word_file(STARTERS[2])), note=note)
    old = Starter(**{**vars(STARTERS[6]), "name": "Letterhead until last year"})
    retire_template(_upload(old, languages["en"], officer), actor=officer)
    waiting = Agreement.objects.filter(state=AgreementState.APPROVED).for_detail().order_by("pk").first()
    if waiting:
        text = made[0].versions.get()
        keep_letter(text, subject_of(waiting, officer), actor=officer)
    return made


def _upload(starter: Starter, language: Language, officer) -> LetterTemplate:
    return create_template(
        actor=officer,
        upload=word_file(starter),
        name=starter.name,
        purpose=starter.purpose,
        language=language,
        description=starter.description,
    )


def _with_a_line(file: ContentFile) -> ContentFile:
    document = WordDocument(io.BytesIO(file.read()))
    document.add_paragraph("About nominations, please write to {{ coordinator_email }}.")
    data = io.BytesIO()
    document.save(data)
    return ContentFile(data.getvalue(), name=file.name)
