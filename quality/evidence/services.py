"""Every write to evidence: kept as a file or a link, replaced, looked at again, removed with a reason."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError, RightMissing
from core.private_files import check_upload
from quality.models import Action, Evidence, FollowUp
from quality.querysets import FILL, WORK

LAST_YEAR_OF_DATES = 2099

history.describe("evidence.add", gettext_noop("kept a piece of evidence"))
history.describe("evidence.change", gettext_noop("changed a piece of evidence"))
history.describe("evidence.review", gettext_noop("looked at a piece of evidence again"))
history.describe("evidence.remove", gettext_noop("removed a piece of evidence"))


def may_keep_evidence(user, about: Action | FollowUp) -> bool:
    """Who works on the action, was asked for a step of the follow-up, or runs it."""
    return user.has_perm(_right(about), about)


def may_change(user, evidence: Evidence) -> bool:
    """Who may keep evidence there, and who keeps this one."""
    return evidence.kept_by_id == user.pk or may_keep_evidence(user, evidence.about)


@transaction.atomic
def add_evidence(about: Action | FollowUp, *, actor, upload=None, today=None, **fields) -> Evidence:
    """Keep a file (``upload``) or a ``link`` as evidence of an action or a follow-up; its keeper is ``actor``.

    Raises ``FileRefused`` for a file that is not what its name says, ``ValidationError`` beside the field.
    """
    if not may_keep_evidence(actor, about):
        raise RightMissing(_("You do not have the right to keep evidence here."))
    _refuse_skipped(about)
    evidence = Evidence(**{field_of(about): about, "kept_by": actor, **fields})
    _prepare(evidence, upload, today=today)
    with history.action("evidence.add", actor=actor, right=_right(about), about=about):
        evidence.save()
    return evidence


@transaction.atomic
def change_evidence(evidence: Evidence, *, actor, upload=None, **fields) -> Evidence:
    """Replace what it is, or change what is said of it; a file that was replaced is deleted."""
    locked = _lock(evidence, actor)
    replaced = locked.file.name if locked.file and (upload or fields.get("link")) else ""
    storage = locked.file.storage
    before = locked.review_on
    for name, value in fields.items():
        setattr(locked, name, value)
    if fields.get("link") and not upload:
        _empty_file(locked)
    if upload:
        locked.link = ""
    _prepare(locked, upload, before=before)
    with history.action("evidence.change", actor=actor, right=_right(locked.about), about=locked.about):
        locked.save()
    if replaced:
        transaction.on_commit(lambda: storage.delete(replaced))
    return locked


@transaction.atomic
def review_evidence(evidence: Evidence, *, actor, review_on: date | None) -> Evidence:
    """Say that it still holds, and when it is looked at next (None: never again)."""
    locked = _lock(evidence, actor)
    locked.review_on = review_on
    if review_on and review_on <= timezone.localdate():
        raise ValidationError({"review_on": _("Give a day after today, or leave it empty.")})
    _check_day(locked, before=None)
    with history.action("evidence.review", actor=actor, right=_right(locked.about), about=locked.about):
        locked.save(update_fields=["review_on"])
    return locked


@transaction.atomic
def remove_evidence(evidence: Evidence, *, actor, note: str):
    """Delete it and its file; the history keeps its title, its checksum and the reason."""
    locked = _lock(evidence, actor)
    if not note.strip():
        raise PortalError(_("Please say why in a few words."))
    name, storage = locked.file.name, locked.file.storage
    with history.action("evidence.remove", actor=actor, note=note, right=_right(locked.about), about=locked.about):
        locked.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def _lock(evidence: Evidence, actor) -> Evidence:
    """The row as it is now; refused to who may not change it, and where it was removed meanwhile."""
    related = ("action__unit", "action__follow_up__version", "follow_up__unit", "follow_up__version")
    rows = Evidence.objects.select_for_update(of=("self",)).select_related(*related)
    locked = rows.filter(pk=evidence.pk).first()
    if locked is None:
        raise PortalError(_("This evidence was removed meanwhile."))
    if not may_change(actor, locked):
        raise RightMissing(_("You do not have the right to change this evidence."))
    return locked


def _prepare(evidence: Evidence, upload, *, before: date | None = None, today: date | None = None):
    if upload:
        checked = check_upload(upload)
        evidence.file, evidence.original_name, evidence.content_type = upload, checked.name, checked.content_type
        evidence.size, evidence.sha256 = checked.size, checked.sha256
    if upload and evidence.link:
        raise ValidationError({"link": _("Give a file or a link, not both.")})
    if not (evidence.file or evidence.link):
        raise ValidationError({"file": _("Give a file or a link.")})
    if evidence.link and not evidence.link.startswith("https://"):
        raise ValidationError({"link": _("Only links that begin with https:// are kept.")})
    if evidence.kept_by_id and not evidence.kept_by.is_active:
        words = {"person": evidence.kept_by}
        raise ValidationError({"kept_by": _("%(person)s does not work here any more: choose somebody else.") % words})
    if evidence.for_reviewers and evidence.review is None:
        raise ValidationError({"for_reviewers": _("Only an external review has reviewers.")})
    _check_day(evidence, before=before, today=today)
    evidence.full_clean(exclude=["file"])


def _check_day(evidence: Evidence, *, before: date | None, today: date | None = None):
    day = evidence.review_on
    if day is None or day == before:
        return
    if day < (today or timezone.localdate()):
        raise ValidationError({"review_on": _("This day has passed: give one from today on.")})
    if day.year > LAST_YEAR_OF_DATES:
        raise ValidationError({"review_on": _("Give a date before the year 2100.")})


def _empty_file(evidence: Evidence):
    evidence.file, evidence.original_name, evidence.content_type = "", "", ""
    evidence.size, evidence.sha256 = 0, ""


def _refuse_skipped(about: Action | FollowUp):
    """Evidence may come in late, but not for what does not take place."""
    if about.state in ("skipped", "cancelled"):
        raise PortalError(_("It is “%(state)s”: no evidence is kept for it.") % {"state": about.get_state_display()})


def field_of(about: Action | FollowUp) -> str:
    """The column of evidence in which it stands."""
    return "action" if isinstance(about, Action) else "follow_up"


def _right(about: Action | FollowUp) -> str:
    return WORK if isinstance(about, Action) else FILL
