"""How requests for partnerships come in: from strangers, once they confirmed their address, and from colleagues."""

from datetime import timedelta
from urllib.parse import urlsplit

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.mails import queue_mail
from accounts.models import Unit
from core import history
from core.errors import PortalError, RightMissing
from core.following import follow
from core.institution_name import institution_name
from core.search_text import fold_all
from core.versions import refuse_if_changed
from partners.models import Institution, PartnershipRequest
from partners.requests.enums import RequestState
from partners.requests.links import confirmation_path
from partners.requests.telling import tell_heads
from partners.requests.workflow import PROPOSE, request_workflow

MAIL = "partners/requests/mail/confirm"


@transaction.atomic
def receive(*, language: str, **fields) -> PartnershipRequest:
    """Keep what a stranger asks, and send them the address that confirms it; nobody else hears of it until then.

    Raises ``PortalError`` when so many arrive within an hour that something else than people is writing them.
    """
    _refuse_flood()
    partnership_request = PartnershipRequest(language=language, consented_at=timezone.now(), **fields)
    prepare_for_search(partnership_request)
    partnership_request.full_clean(validate_constraints=False)
    with history.action("request.receive"):
        partnership_request.save()
    _ask_for_confirmation(partnership_request)
    return partnership_request


@transaction.atomic
def confirm(partnership_request: PartnershipRequest) -> PartnershipRequest:
    """The sender has shown that the address is theirs: the office sees the request now, and has some days to answer.

    Raises ``TransitionRefused`` for one that has been confirmed already.
    """
    return request_workflow.perform("confirm", partnership_request, actor=None, also=_date)


@transaction.atomic
def propose(*, actor, unit: Unit, institution: Institution | None = None, **fields) -> PartnershipRequest:
    """A request by a colleague for their unit; they follow it, and the heads of the unit are told."""
    partnership_request = PartnershipRequest(
        unit=unit, institution=institution, proposed_by=actor, language=actor.language, **fields
    )
    _require(actor, partnership_request)
    partnership_request.state = RequestState.RECEIVED
    _set_dates(partnership_request)
    prepare_for_search(partnership_request)
    partnership_request.full_clean(validate_constraints=False)
    with history.action("request.propose", actor=actor, right=PROPOSE, about=partnership_request):
        partnership_request.save()
    follow(partnership_request, actor=actor)
    tell_heads(partnership_request, actor=actor)
    return partnership_request


@transaction.atomic
def change(partnership_request: PartnershipRequest, *, actor, seen_at=None, **fields) -> PartnershipRequest:
    """Write the given fields of a colleague's request. Raises ``PortalError`` once the office has taken it up."""
    locked = PartnershipRequest.objects.select_for_update(of=("self",)).get(pk=partnership_request.pk)
    _require(actor, locked)
    if not locked.may_be_changed:
        raise PortalError(not_to_be_changed())
    refuse_if_changed(locked, seen_at)
    for name, value in fields.items():
        setattr(locked, name, value)
    _require(actor, locked)  # still the actor's after a change of unit
    prepare_for_search(locked)
    locked.full_clean(validate_constraints=False)
    with history.action("changed", actor=actor, right=PROPOSE, about=locked):
        locked.save(update_fields=[*fields, "search_text", "updated_at"])
    return locked


def not_to_be_changed() -> str:
    return _("Only what a colleague has proposed and nobody has taken up can be changed. Write a comment instead.")


def prepare_for_search(partnership_request: PartnershipRequest):
    """Set the words it is found by; the caller saves."""
    row = partnership_request
    names = (row.country.name_en, row.country.name_sv) if row.country_id else ()
    row.search_text = fold_all(
        row.organisation, row.city, *names, row.website, row.subject_areas, row.person_name, row.person_email
    )


def _date(locked: PartnershipRequest):
    _set_dates(locked)
    locked.save(update_fields=["received_at", "answer_due_on"])


def _set_dates(partnership_request: PartnershipRequest):
    now = timezone.now()
    partnership_request.received_at = now
    partnership_request.answer_due_on = timezone.localdate(now) + relativedelta(days=settings.PARTNERSHIP_ANSWER_DAYS)


def _refuse_flood():
    an_hour_ago = timezone.now() - timedelta(hours=1)
    recent = PartnershipRequest.objects.filter(created_at__gte=an_hour_ago, consented_at__isnull=False)
    if recent.count() >= settings.PARTNERSHIP_REQUESTS_AN_HOUR:
        raise PortalError(
            _("Too many requests arrive at the moment. Try again in an hour, or write to %(office)s.")
            % {"office": settings.OFFICE_EMAIL}
        )


def _ask_for_confirmation(partnership_request: PartnershipRequest):
    """A mail without a word of what was typed: nobody can send their own words to others through it.

    It goes past the outbox, where colleagues could read the address that confirms.
    """
    with translation.override(partnership_request.language):
        words = {
            "link": settings.SITE_URL + confirmation_path(partnership_request),
            "site": urlsplit(settings.SITE_URL).hostname,
            "days": settings.PARTNERSHIP_CONFIRM_DAYS,
            "institution": institution_name(),
            "office_email": settings.OFFICE_EMAIL,
        }
        subject = " ".join(render_to_string(f"{MAIL}_subject.txt", words).split())
        text = render_to_string(f"{MAIL}_message.txt", words)
    queue_mail(partnership_request.person_email, subject, text)


def _require(actor, partnership_request: PartnershipRequest):
    if not actor.has_perm(PROPOSE, partnership_request):
        raise RightMissing(_("You do not have the right to propose partners for this unit."))
