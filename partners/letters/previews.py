"""A text of the office as it would read for one partner, tried out while it is written."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.placeholders import filled
from partners.enums import MailLanguage
from partners.factsheets.links import expires_at
from partners.letters.filling import FilledMail, check_text, clean, fill
from partners.letters.kinds import every_kind, kind_named
from partners.letters.placeholders import known_to
from partners.letters.subjects import MailSubject
from partners.models import Contact, Institution
from partners.selectors import called


def partner_for_preview(user, asked: str) -> Institution | None:
    """The partner meant by ``asked``; without one, any that has somebody to write to."""
    visible = Institution.objects.visible_to(user)
    if asked.strip():
        keys = [institution.pk for institution in called(asked)]
        return visible.filter(pk__in=keys).select_related("country").first()
    reachable = Contact.objects.visible_to(user).current().exclude(email="").values("institution")
    return visible.partners().filter(pk__in=reachable).select_related("country").order_by("sort_key").first()


def previews_of(texts: dict[str, str], partner: Institution | None, author) -> list[dict]:
    """By language what the mail would say, or the reason why it cannot; values of other kinds are their examples.

    ``texts`` are the fields of a template by name ("subject_en").
    """
    shown = []
    for language in MailLanguage:
        subject, body = texts.get(f"subject_{language}", ""), texts.get(f"body_{language}", "")
        if subject.strip() or body.strip():
            shown.append({"language": language, **_preview(subject, body, partner, author, language.value)})
    return shown


def a_link() -> dict:
    """What stands in the place of an address that is made as a mail leaves."""
    return {"link": _("(an address of its own)"), "link_until": timezone.localdate(expires_at())}


def _preview(subject: str, body: str, partner, author, language: str) -> dict:
    everything = {name: each for kind in every_kind() for name, each in known_to(kind).items()}
    try:
        check_text(everything, text=f"{subject}\n{body}")
    except ValidationError as error:
        return {"problem": " ".join(error.messages)}
    with override(language):
        examples = {name: clean(each.example) for name, each in everything.items()}
    if partner is None:
        return {"mail": FilledMail(filled(subject, examples), filled(body, examples), ())}
    contact = Contact.objects.visible_to(author).current().filter(institution=partner).exclude(email="").first()
    mail = fill(
        subject, body, MailSubject(partner, contact, author, **a_link()), known_to(kind_named("partners")), language
    )
    return {"mail": FilledMail(filled(mail.subject, examples), filled(mail.text, examples), mail.missing)}
