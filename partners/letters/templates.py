"""Every write to the office's texts for mails to partners."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError, RightMissing
from core.versions import refuse_if_changed
from partners.enums import MailLanguage
from partners.letters.filling import check_text
from partners.letters.kinds import every_kind
from partners.letters.placeholders import known_to
from partners.models import MailTemplate

CHANGE = "partners.change_mail_template"

history.describe("mail_template.create", gettext_noop("wrote it"))
history.describe("mail_template.retire", gettext_noop("took it out of use"))
history.describe("mail_template.restore", gettext_noop("took it into use again"))


@transaction.atomic
def create_template(*, actor, **fields) -> MailTemplate:
    """A new text. Raises ``ValidationError`` by field, unknown placeholders among the reasons."""
    _require(actor)
    template = MailTemplate(**fields)
    check_template(template)
    with history.action("mail_template.create", actor=actor, right=CHANGE):
        template.save()
    return template


@transaction.atomic
def update_template(template: MailTemplate, *, actor, seen_at=None, **fields) -> MailTemplate:
    _require(actor)
    locked = MailTemplate.objects.select_for_update().get(pk=template.pk)
    refuse_if_changed(locked, seen_at)
    for name, value in fields.items():
        setattr(locked, name, value)
    check_template(locked)
    with history.action("changed", actor=actor, right=CHANGE):
        locked.save(update_fields=[*fields, "updated_at"])
    return locked


@transaction.atomic
def retire_template(template: MailTemplate, *, actor, is_retired: bool = True) -> MailTemplate:
    """Take a text out of use, or into use again; what was written from it stays."""
    _require(actor)
    locked = MailTemplate.objects.select_for_update().get(pk=template.pk)
    locked.retired_on = timezone.localdate() if is_retired else None
    try:
        locked.full_clean()
    except ValidationError as error:
        raise PortalError(" ".join(error.messages)) from error
    with history.action("mail_template.retire" if is_retired else "mail_template.restore", actor=actor, right=CHANGE):
        locked.save(update_fields=["retired_on", "updated_at"])
    return locked


def check_template(template: MailTemplate):
    """Each language is whole or left out, at least one is there, and every placeholder is known to some kind."""
    template.full_clean()
    problems = {}
    for language in MailLanguage:
        subject, body = template.subject_in(language), template.body_in(language)
        if bool(subject.strip()) != bool(body.strip()):
            name = f"body_{language}" if subject.strip() else f"subject_{language}"
            problems[name] = _("Write both subject and text in a language, or neither.")
    if not problems and not template.languages:
        problems["body_en"] = _("Write it in one language at least.")
    if problems:
        raise ValidationError(problems)
    known = {name: each for kind in every_kind() for name, each in known_to(kind).items()}
    texts = {
        f"{part}_{code}": getattr(template, f"{part}_{code}")
        for part in ("subject", "body")
        for code in MailLanguage.values
    }
    check_text(known, **texts)


def _require(actor):
    if actor is not None and not actor.has_perm(CHANGE):
        raise RightMissing(_("Texts for mails to partners are kept by the international office."))
