"""Every write to the templates of letters, and the keeping of a letter among the documents of its agreement."""

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from agreements.enums import DocumentKind
from agreements.letters.filling import fill, try_out, values_of
from agreements.letters.occasions import why_not_now
from agreements.letters.placeholders import KNOWN
from agreements.letters.reading import placeholders_of
from agreements.letters.subjects import Subject
from agreements.models import Document, LetterTemplate, LetterTemplateVersion
from agreements.services.documents import attach_document
from core import history
from core.errors import PortalError, RightMissing
from core.placeholders import refuse_unknown
from core.private_files import CheckedFile, check_upload

CHANGE = "agreements.change_letter_template"
WRITE = "agreements.change_agreement"
MOST_BYTES = 5 * 1024 * 1024


@transaction.atomic
def create_template(*, actor, upload, note: str = "", **fields) -> LetterTemplate:
    """A template with its first version. Raises ``ValidationError`` by field, also for a file that is refused."""
    _require(actor)
    template = LetterTemplate(**fields)
    template.full_clean()
    with history.action("letter_template.create", actor=actor, right=CHANGE):
        template.save()
        _keep_version(LetterTemplateVersion(template=template, note=note, uploaded_by=actor), upload)
    return template


@transaction.atomic
def add_version(template: LetterTemplate, *, actor, upload, note: str = "") -> LetterTemplateVersion:
    """The next version of the template; letters are written from it from now on, and the earlier ones are kept."""
    _require(actor)
    locked = _lock(template)
    newest = locked.current
    following = LetterTemplateVersion(template=locked, version=newest.version + 1, note=note, uploaded_by=actor)
    with history.action("letter_template.version", actor=actor, note=note, right=CHANGE):
        return _keep_version(following, upload, earlier=newest.sha256)


@transaction.atomic
def update_template(template: LetterTemplate, *, actor, **fields) -> LetterTemplate:
    """Change what is said about a template: its name, what it is for, its language."""
    _require(actor)
    locked = _lock(template)
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.full_clean()
    with history.action("letter_template.change", actor=actor, right=CHANGE):
        locked.save(update_fields=[*fields, "updated_at"])
    return locked


@transaction.atomic
def retire_template(template: LetterTemplate, *, actor, is_retired: bool = True) -> LetterTemplate:
    """Take a template out of use, or into use again; nothing of it is deleted."""
    _require(actor)
    locked = _lock(template)
    locked.retired_on = timezone.localdate() if is_retired else None
    code = "letter_template.retire" if is_retired else "letter_template.restore"
    try:
        locked.full_clean()
    except ValidationError as error:
        raise PortalError(" ".join(error.messages)) from error
    with history.action(code, actor=actor, right=CHANGE):
        locked.save(update_fields=["retired_on", "updated_at"])
    return locked


def write_letter(version: LetterTemplateVersion, subject: Subject) -> ContentFile:
    """The filled letter as a file with a name of its own. Reads, and writes nothing."""
    language = version.template.language_id
    with version.file.open("rb") as file:
        content = fill(file, values_of(version.placeholders, subject, language), language)
    parts = (version.template.name, subject.partner, subject.today.isoformat())
    name = get_valid_filename(" ".join(str(part) for part in parts if part))
    return ContentFile(content, name=f"{name[:150]}.docx")


def keep_letter(version: LetterTemplateVersion, subject: Subject, *, actor) -> Document:
    """Attach the filled letter to its agreement as a draft; written again, it becomes the next version of it."""
    if actor is None or not actor.has_perm(WRITE, subject.agreement):
        raise RightMissing(_("Letters about an agreement are written by those who keep it."))
    if sentence := why_not_now(version.template.purpose, subject.agreement):
        raise PortalError(sentence)
    words = {"template": version.template, "version": version.version}
    title = f"{version.template} · {subject.partner}" if subject.partner else str(version.template)
    return attach_document(
        subject.agreement,
        actor=actor,
        upload=write_letter(version, subject),
        version_note=str(_("From the template “%(template)s”, version %(version)s.") % words)[:300],
        title=title[:200],
        kind=DocumentKind.DRAFT,
        language=version.template.language,
    )


def _keep_version(version: LetterTemplateVersion, upload, *, earlier: str = "") -> LetterTemplateVersion:
    """Read the file, and keep it where nothing is wrong with it. ``earlier``: the checksum of the one before."""
    try:
        checked = check_upload(upload)
        _check_template(checked, earlier)
        version.placeholders = placeholders_of(upload)
        refuse_unknown(version.placeholders, KNOWN)
        try_out(upload, version.placeholders)
    except PortalError as error:
        raise ValidationError({"file": error.sentence}) from error
    version.file, version.original_name = upload, checked.name
    version.content_type, version.size, version.sha256 = checked.content_type, checked.size, checked.sha256
    version.save()
    return version


def _check_template(checked: CheckedFile, earlier: str):
    if PurePath(checked.name).suffix.lower() != ".docx":
        raise PortalError(_("A template is a Word file (DOCX)."))
    if checked.size > MOST_BYTES:
        raise PortalError(_("A template takes at most 5 MB: make its pictures smaller."))
    if checked.sha256 == earlier:
        raise PortalError(_("This is the very file that is in use. Nothing was changed."))


def _lock(template: LetterTemplate) -> LetterTemplate:
    return LetterTemplate.objects.select_for_update().get(pk=template.pk)


def _require(actor):
    if actor is not None and not actor.has_perm(CHANGE):
        raise RightMissing(_("Templates of letters are kept by the international office."))
