"""Drafts made step by step: begun once for each form, titled anew as long as nobody has given them a title."""

from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.enums import Role
from accounts.models import User
from agreements.enums import AgreementKind, NoticeRule
from agreements.models import Agreement
from agreements.services.agreements import PartyValues, create_agreement, title_for, update_agreement
from core.constraints import violated_constraint

ONCE = "agreement_begun_once"
KEEPERS = (Role.COORDINATOR, Role.HEAD, Role.OFFICER)


def keepers():
    """People who can keep an agreement."""
    return User.objects.active().with_role(*KEEPERS)


def begin_agreement(form_id: UUID, *, actor, parties, **fields) -> tuple[Agreement, bool]:
    """The draft that the form ``form_id`` makes, and whether it was made just now: however often, and from however
    many tabs the form is sent, it makes one. Who makes it keeps it, until somebody else is named. Raises as
    ``create_agreement``.
    """
    if begun := Agreement.objects.filter(begun_as=form_id).first():
        return begun, False
    first = {"coordinator": keepers().filter(pk=actor.pk).first(), "begun_as": form_id}
    if fields["kind"] == AgreementKind.ERASMUS:
        first["notice_rule"] = NoticeRule.ERASMUS
    try:
        with transaction.atomic():
            return create_agreement(actor=actor, parties=parties, **first | fields), True
    except IntegrityError as error:  # the other of two presses was faster
        if violated_constraint(error) != ONCE:
            raise
        return Agreement.objects.get(begun_as=form_id), False


@transaction.atomic
def save_step(agreement: Agreement, *, actor, parties: list[PartyValues] | None = None, seen_at=None, **fields):
    """Write what one step asked. A title that was made of kind and partners follows them; an empty one is made anew."""
    before = Agreement.objects.prefetch_related("parties__institution").get(pk=agreement.pk)
    partners = [party.institution for party in before.partner_parties]
    is_made = before.title == title_for(before.kind, partners)
    named = fields.pop("title", before.title).strip()
    if not named or (is_made and named == before.title):
        after = partners if parties is None else [values.institution for values in parties]
        named = title_for(fields.get("kind", before.kind), after)
    return update_agreement(before, actor=actor, parties=parties, seen_at=seen_at, title=named, **fields)
