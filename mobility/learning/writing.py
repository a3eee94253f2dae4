"""Every write to a learning agreement before it is signed: begun, described, filled with components, changed."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError, RightMissing
from core.versions import refuse_if_changed
from mobility.enums import Activity, MobilityState
from mobility.learning.enums import Change, LearningKind, VersionState
from mobility.learning.windows import is_a_change
from mobility.learning.workflow import learning_workflow
from mobility.models import LearningAgreement, LearningAgreementVersion, LearningComponent, Mobility, Traineeship
from mobility.querysets import CHANGE as KEEP

history.describe("learning.begin", gettext_noop("began the learning agreement"))
history.describe("learning.edit", gettext_noop("changed the learning agreement"))
history.describe("learning.change", gettext_noop("proposed a change of the learning agreement"))
history.describe("learning.component", gettext_noop("changed what is studied"))

KINDS = {
    Activity.SHORT_BLENDED: LearningKind.SHORT_BLENDED,
    Activity.SHORT_DOCTORAL: LearningKind.SHORT_DOCTORAL,
    Activity.TRAINEESHIP: LearningKind.TRAINEESHIP,
}
CARRIED = ("kind", "partner_contact", "partner_signer", "partner_email", "catalogue_url", "provisions")
CARRIED_BY_COMPONENTS = ("kind", "position", "code", "title", "ects", "term", "language", "is_automatic", "instead")


def require(actor, stay: Mobility):
    if actor is not None and not actor.has_perm(KEEP, stay):
        raise RightMissing(_("You do not have the right to change this stay."))


@transaction.atomic
def begin_learning_agreement(stay: Mobility, *, actor) -> LearningAgreementVersion:
    """The first version, with the days of the stay. Raises ``PortalError`` where there is one, or nothing to agree."""
    require(actor, stay)
    locked = Mobility.objects.select_for_update().get(pk=stay.pk)
    if locked.is_of_staff:
        raise PortalError(_("Staff have a mobility agreement: attach it as a document."))
    if locked.state not in MobilityState.open:
        raise PortalError(_("The stay is “%(state)s”.") % {"state": locked.get_state_display()})
    with history.action("learning.begin", actor=actor, right=KEEP, about=locked):
        agreement, is_new = LearningAgreement.objects.get_or_create(mobility=locked)
        if not is_new:
            raise PortalError(_("There is a learning agreement already."))
        kind = KINDS.get(Activity(locked.activity), LearningKind.LONG_TERM)
        version = LearningAgreementVersion(agreement=agreement, number=1, kind=kind, created_by=actor)
        version.starts_on, version.ends_on = locked.starts_on, locked.ends_on
        version.save()
    return version


@transaction.atomic
def propose_change(agreement: LearningAgreement, *, actor) -> LearningAgreementVersion:
    """The next version, as the newest stands, to be signed by all three again (KA131-53).

    One that is being written or signed is replaced: whoever holds an address for it is told so. What all have signed
    holds until the new one is signed.
    """
    require(actor, agreement.mobility)
    locked = LearningAgreement.objects.select_for_update().get(pk=agreement.pk)
    newest = locked.versions.order_by("-number").first()
    if newest.is_editable:
        raise PortalError(_("Version %(number)s can still be changed as it is.") % {"number": newest.number})
    if newest.state == VersionState.COMPLETED:
        raise PortalError(_("It is completed: the results are in."))
    if newest.is_open:
        learning_workflow.perform("supersede", newest, actor=None)
    was_signed = locked.versions.filter(signed_at__isnull=False).exists()
    made = LearningAgreementVersion(agreement=locked, number=newest.number + 1, created_by=actor)
    made.state = VersionState.CHANGE_PROPOSED if was_signed else VersionState.DRAFT
    made.starts_on, made.ends_on = newest.starts_on, newest.ends_on
    for name in CARRIED:
        setattr(made, name, getattr(newest, name))
    with history.action("learning.change", actor=actor, right=KEEP, about=locked):
        made.save()
        _carry_components(newest, made, keeps_changes=not newest.signed_at)
        _carry_traineeship(newest, made, keeps_changes=not newest.signed_at)
    return made


def _carry_components(newest, made, *, keeps_changes: bool):
    """Changes stay marked against what was last signed, however many attempts lie between."""
    copies: dict[int, LearningComponent] = {}
    for row in newest.components.all():
        if row.is_removed and not keeps_changes:
            continue
        copy = LearningComponent(version=made, **{name: getattr(row, name) for name in CARRIED_BY_COMPONENTS})
        if keeps_changes:
            copy.change, copy.change_reason, copy.change_words = row.change, row.change_reason, row.change_words
        copy.save()
        copies[row.pk] = copy
    for row in newest.components.filter(pk__in=copies, counterpart__in=copies):
        LearningComponent.objects.filter(pk=copies[row.pk].pk).update(counterpart=copies[row.counterpart_id])


def _carry_traineeship(newest, made, *, keeps_changes: bool):
    row = Traineeship.objects.filter(version=newest).first()
    if row is None:
        return
    row.pk, row.version = None, made
    if not keeps_changes:
        row.change_reason = row.change_words = ""
    row.save(force_insert=True)


@transaction.atomic
def update_version(version: LearningAgreementVersion, *, actor, seen_at=None, **fields) -> LearningAgreementVersion:
    """Change what stands beside the components. Raises ``PortalError`` for one that somebody has signed."""
    locked = editable(version, actor)
    refuse_if_changed(locked, seen_at)
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.full_clean(exclude=["agreement"], validate_constraints=False)
    if locked.ends_on < locked.starts_on:
        raise ValidationError({"ends_on": _("The last day lies before the first.")})
    with history.action("learning.edit", actor=actor, right=KEEP, about=locked):
        locked.save(update_fields=[*fields, "updated_at"])
    return locked


@transaction.atomic
def save_component(
    version: LearningAgreementVersion, component: LearningComponent | None = None, *, actor, **fields
) -> LearningComponent:
    """Add a component to a version, or write one anew. In a change, an added one says why (KA131-54)."""
    locked = editable(version, actor)
    if locked.is_of_trainee:
        raise PortalError(_("A traineeship has a programme of work and no components."))
    row = component and locked.components.filter(pk=component.pk).first()
    if component and not row:
        raise PortalError(_("This component was removed meanwhile."))
    if row is None:
        last = locked.components.order_by("-position").first()
        row = LearningComponent(version=locked, position=last.position + 1 if last else 1)
        row.change = Change.ADDED if is_a_change(locked) else ""
    for name, value in fields.items():
        setattr(row, name, value)
    _check_component(row)
    with history.action("learning.component", actor=actor, right=KEEP, about=locked):
        row.save()
    return row


def _check_component(row: LearningComponent):
    row.full_clean(exclude=["version"], validate_constraints=False)
    if not row.is_automatic and not row.instead.strip():
        raise ValidationError({"instead": _("Say what happens instead of automatic recognition (KA131-56).")})
    if row.change and not row.change_reason:
        raise ValidationError({"change_reason": _("Say why it is changed (KA131-54).")})
    if row.change_reason == "other" and not row.change_words.strip():
        raise ValidationError({"change_words": _("Say the reason in words.")})
    if row.counterpart_id and row.counterpart.version_id != row.version_id:
        raise ValidationError({"counterpart": _("Choose one of this version.")})


@transaction.atomic
def remove_component(component: LearningComponent, *, actor, reason: str = "", words: str = ""):
    """Take a component off; one that was signed before stays in the version as removed, with its reason."""
    locked = editable(component.version, actor)
    row = locked.components.filter(pk=component.pk).first()
    if row is None:
        raise PortalError(_("This component was removed meanwhile."))
    with history.action("learning.component", actor=actor, right=KEEP, about=locked):
        if is_a_change(locked) and row.change != Change.ADDED:
            row.change, row.change_reason, row.change_words = Change.REMOVED, reason, words
            _check_component(row)
            row.save(update_fields=["change", "change_reason", "change_words"])
        else:
            row.delete()


def editable(version: LearningAgreementVersion, actor) -> LearningAgreementVersion:
    """The version, locked; raises ``PortalError`` where it stays as it was signed."""
    require(actor, version.stay)
    versions = LearningAgreementVersion.objects.select_for_update(of=("self",))
    locked = versions.select_related("agreement__mobility__unit").get(pk=version.pk)
    if sentence := why_not_editable(locked):
        raise PortalError(sentence)
    return locked


def why_not_editable(version: LearningAgreementVersion) -> str:
    """Why nothing of ``version`` can be changed; "" where it can."""
    if version.is_editable:
        return ""
    sentence = _("Version %(number)s is “%(state)s”: a change of it makes a new version.")
    return sentence % {"number": version.number, "state": version.get_state_display()}
