"""Every write to guidelines and their files."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError, RightMissing
from core.private_files import check_upload
from core.search_text import fold_all
from core.versions import refuse_if_changed
from finder.guidelines.querysets import CHANGE_GUIDELINE
from finder.models import Guideline, GuidelineFile

LAST_YEAR_OF_DATES = 2099
LONGEST_SLUG = 70

history.describe("guideline.write", gettext_noop("wrote the guideline"))
history.describe("guideline.review", gettext_noop("read it again: it still holds"))
history.describe("guideline.file", gettext_noop("added a file"))


@transaction.atomic
def write_guideline(*, actor, **fields) -> Guideline:
    """A new guideline; its address is made of its English title and stays. Raises ``ValidationError``."""
    _require(actor)
    guideline = Guideline(**fields)
    guideline.slug = _free_slug(guideline.title_en)
    _prepare(guideline)
    with history.action("guideline.write", actor=actor, right=CHANGE_GUIDELINE, about=guideline):
        guideline.save()
    return guideline


@transaction.atomic
def change_guideline(guideline: Guideline, *, actor, seen_at=None, **fields) -> Guideline:
    """Write the given fields. Raises ``ChangedElsewhere`` where a colleague was faster."""
    _require(actor)
    locked = Guideline.objects.select_for_update().get(pk=guideline.pk)
    refuse_if_changed(locked, seen_at)
    before = locked.review_on
    for name, value in fields.items():
        setattr(locked, name, value)
    _prepare(locked, before=before)
    with history.action("changed", actor=actor, right=CHANGE_GUIDELINE, about=locked):
        locked.save()
    return locked


@transaction.atomic
def say_it_holds(row: Guideline | GuidelineFile, *, actor, review_on: date) -> Guideline | GuidelineFile:
    """Somebody has read it again: it still holds, and is read next on ``review_on``."""
    _require(actor)
    locked = type(row).objects.select_for_update().get(pk=row.pk)
    if review_on <= timezone.localdate():
        raise ValidationError({"review_on": _("Give a day after today.")})
    _check_day(review_on)
    locked.review_on = review_on
    with history.action("guideline.review", actor=actor, right=CHANGE_GUIDELINE, about=locked):
        locked.save(update_fields=["review_on", "updated_at"])
    return locked


@transaction.atomic
def remove_guideline(guideline: Guideline, *, actor):
    """Delete one that nobody sees any more, with its files. Raises ``PortalError`` while it is shown."""
    _require(actor)
    locked = Guideline.objects.select_for_update().get(pk=guideline.pk)
    if sentence := why_it_stays(locked):
        raise PortalError(sentence)
    stored = [(file.file.storage, file.file.name) for file in locked.files.all()]
    with history.action("removed", actor=actor, right=CHANGE_GUIDELINE, about=locked):
        locked.delete()
    for storage, name in stored:
        transaction.on_commit(lambda storage=storage, name=name: storage.delete(name))


def why_it_stays(guideline: Guideline) -> str:
    return _("It is shown on the public site: take it off there first.") if guideline.is_published else ""


@transaction.atomic
def add_file(guideline: Guideline, *, actor, upload, **fields) -> GuidelineFile:
    """Keep ``upload`` under a public title. Raises ``FileRefused``, ``ValidationError``."""
    _require(actor)
    row = GuidelineFile(guideline=guideline, **fields)
    _take(row, upload)
    _check_file(row)
    with history.action("guideline.file", actor=actor, right=CHANGE_GUIDELINE, about=row):
        row.save()
    return row


@transaction.atomic
def change_file(row: GuidelineFile, *, actor, seen_at=None, upload=None, **fields) -> GuidelineFile:
    """Change what is said of a file, or put ``upload`` in its place; the old one is deleted then."""
    _require(actor)
    locked = GuidelineFile.objects.select_for_update(of=("self",)).select_related("guideline__unit").get(pk=row.pk)
    refuse_if_changed(locked, seen_at)
    replaced, storage, before = locked.file.name if upload else "", locked.file.storage, locked.review_on
    for name, value in fields.items():
        setattr(locked, name, value)
    if upload:
        _take(locked, upload)
    _check_file(locked, before=before)
    with history.action("changed", actor=actor, right=CHANGE_GUIDELINE, about=locked):
        locked.save()
    if replaced:
        transaction.on_commit(lambda: storage.delete(replaced))
    return locked


@transaction.atomic
def remove_file(row: GuidelineFile, *, actor):
    _require(actor)
    locked = GuidelineFile.objects.select_for_update().get(pk=row.pk)
    name, storage = locked.file.name, locked.file.storage
    with history.action("removed", actor=actor, right=CHANGE_GUIDELINE, about=locked):
        locked.delete()
    transaction.on_commit(lambda: storage.delete(name))


def _require(actor):
    if not actor.has_perm(CHANGE_GUIDELINE):
        raise RightMissing(_("You do not have the right to change the public site."))


def _free_slug(title: str) -> str:
    """Of the title's words, with a number where another guideline has them."""
    wanted = slugify(title)[:LONGEST_SLUG].strip("-") or "guideline"
    taken = set(Guideline.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(slug for slug in numbered if slug not in taken)


def _prepare(guideline: Guideline, before: date | None = None):
    if guideline.review_on != before:
        _check_day(guideline.review_on, from_today=True)
    texts = (guideline.title_en, guideline.title_sv, guideline.summary_en, guideline.summary_sv)
    guideline.search_text = fold_all(*texts)
    guideline.full_clean()


def _check_file(row: GuidelineFile, before: date | None = None):
    if row.review_on != before:
        _check_day(row.review_on, from_today=True)
    row.full_clean(exclude=["file"])


def _check_day(day: date | None, *, from_today=False):
    if day is None:
        return
    if from_today and day < timezone.localdate():
        raise ValidationError({"review_on": _("This day has passed: give one from today on.")})
    if day.year > LAST_YEAR_OF_DATES:
        raise ValidationError({"review_on": _("Give a date before the year 2100.")})


def _take(row: GuidelineFile, upload):
    checked = check_upload(upload)
    row.file, row.original_name, row.content_type = upload, checked.name, checked.content_type
    row.size, row.sha256 = checked.size, checked.sha256
