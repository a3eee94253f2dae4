"""The three signatures of a version, in their order, and its rejection (KA131-53)."""

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.errors import PortalError
from mobility.checklist.enums import Fulfilment
from mobility.checklist.services import fulfil
from mobility.enums import MobilityState
from mobility.learning.contents import content_of
from mobility.learning.enums import SigningRole, VersionState
from mobility.learning.links import ask_to_sign, revoke_links
from mobility.learning.sides import is_signed_by_link, our_role
from mobility.learning.workflow import learning_workflow
from mobility.learning.writing import require
from mobility.models import LearningAgreementVersion, LearningSignature, SigningLink
from mobility.workflow import mobility_workflow


@transaction.atomic
def sign_here(version: LearningAgreementVersion, *, actor, seen: str) -> LearningAgreementVersion:
    """Our own signature. ``seen`` is the checksum of what the person looked at."""
    require(actor, version.stay)
    return _sign(version, our_role(version.stay), actor=actor, name=actor.name, seen=seen)


@transaction.atomic
def sign_by_link(link: SigningLink, *, name: str, seen: str) -> LearningAgreementVersion:
    """The signature of whoever holds the address, which then has done its one act."""
    locked = usable(link)
    if not name.strip():
        raise PortalError(_("Write your name: it is your signature."))
    signed = _sign(locked.version, locked.role, actor=None, name=name.strip(), seen=seen, link=locked)
    _use_up(locked)
    return signed


def _sign(version, role: str, *, actor, name: str, seen: str, link=None) -> LearningAgreementVersion:
    versions = LearningAgreementVersion.objects.select_for_update(of=("self",))
    current = versions.select_related("agreement__mobility__participant", "agreement__mobility__unit").get(
        pk=version.pk
    )
    if sentence := why_not_now(current, role):
        raise PortalError(sentence)
    content = content_of(current)
    if content.sha256 != seen:
        raise PortalError(_("It was changed since you opened this page. Look at it again before you sign."))

    def also(locked):
        locked.content, locked.content_sha256 = content.values, content.sha256
        locked.signed_at = timezone.now() if role == SigningRole.RECEIVING else None
        locked.save(update_fields=["content", "content_sha256", "signed_at"])
        LearningSignature.objects.create(
            version=locked, role=role, name=name, signed_by=actor, link=link, content_sha256=content.sha256
        )
        if role == SigningRole.RECEIVING:
            _replace_the_former(locked)

    signed = learning_workflow.perform(f"sign_{role}", current, actor=actor, also=also)
    _what_follows(signed, actor)
    return signed


def _replace_the_former(version):
    for former in version.agreement.versions.valid().exclude(pk=version.pk):
        learning_workflow.perform("supersede", former, actor=None)


def _what_follows(version, actor):
    """The next signer is asked at once; with the last signature the stay is agreed by itself."""
    if version.awaited and is_signed_by_link(version.stay, version.awaited):
        ask_to_sign(version, actor=actor)
    elif version.is_valid:
        stay = version.stay
        fulfil(stay, Fulfilment.LEARNING_AGREEMENT)
        if stay.state == MobilityState.ACCEPTED and not mobility_workflow.unmet("agree", stay):
            mobility_workflow.perform("agree", stay, actor=None)


@transaction.atomic
def reject_here(version: LearningAgreementVersion, *, actor, note: str) -> LearningAgreementVersion:
    """We reject a version, with a comment that all three can read."""
    require(actor, version.stay)
    return _reject(version, actor=actor, note=note)


@transaction.atomic
def reject_by_link(link: SigningLink, *, note: str) -> LearningAgreementVersion:
    locked = usable(link)
    rejected = _reject(locked.version, actor=None, note=note)
    _use_up(locked)
    return rejected


def _reject(version, *, actor, note: str):
    if not note.strip():
        raise PortalError(_("Say why you reject it: a rejection carries a comment (KA131-53)."))

    def also(locked):
        locked.rejected_because = note.strip()
        locked.save(update_fields=["rejected_because"])
        revoke_links(locked)

    return learning_workflow.perform("reject", version, actor=actor, note=note, also=also)


def usable(link: SigningLink) -> SigningLink:
    """The link, locked; raises ``PortalError`` that says why it does not work any more."""
    links = SigningLink.objects.select_for_update(of=("self",))
    locked = links.select_related("version__agreement__mobility__unit").get(pk=link.pk)
    if sentence := why_gone(locked):
        raise PortalError(sentence)
    return locked


def _use_up(link: SigningLink):
    link.used_at, link.revoked_at = timezone.now(), None
    link.save(update_fields=["used_at", "revoked_at"])


def why_gone(link: SigningLink) -> str:
    """Why an address opens nothing to sign any more, for whoever holds it; "" where it does."""
    if link.used_at:
        return _("You have answered on %(day)s already. The address has done its work.") % {
            "day": date_format(timezone.localtime(link.used_at), "DATE_FORMAT")
        }
    if sentence := why_not_now(link.version, link.role):
        return sentence
    if link.revoked_at:
        return _("You were sent a newer address, or it was taken back. Look for our newest mail.")
    if link.expires_at <= timezone.now():
        return _("This address has run out. Ask us for another one.")
    return ""


def why_not_now(version: LearningAgreementVersion, role: str) -> str:
    """Why the signature of ``role`` is not to be set now; "" where it is the next."""
    if version.awaited == role:
        return ""
    if version.state == VersionState.REJECTED:
        return _("Version %(number)s was rejected; nobody signs it any more.") % {"number": version.number}
    if version.state == VersionState.SUPERSEDED:
        return _("There is a newer version than %(number)s: that one is to be signed.") % {"number": version.number}
    if version.signatures.filter(role=role).exists():
        return _("It is signed already for “%(role)s”.") % {"role": SigningRole(role).label}
    words = {"role": SigningRole(version.awaited).label if version.awaited else ""}
    return _("It is not your turn yet: first comes “%(role)s”.") % words
