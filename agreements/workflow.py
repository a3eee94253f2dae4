"""Who may move an agreement where, and what must hold first. Edges: ``agreements.enums``."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from agreements.closed_partners import refusal
from agreements.creating.families import begins_after_the_renewed_one, has_its_parent
from agreements.creating.second import has_a_reason_for_a_second
from agreements.enums import AGREEMENT_EDGES, AgreementKind, DocumentKind
from agreements.rules import outlives_programme
from core.workflow import Transition, Workflow
from partners.due_diligence import refusals_for_agreement

KEEP = "agreements.submit_agreement"
DECIDE = "agreements.approve_agreement"
CONCLUDE = "agreements.conclude_agreement"


def has_a_partner(agreement):
    if not agreement.parties.filter(is_home=False).exists():
        return _("Name at least one partner.")
    return None


def has_an_end(agreement):
    if agreement.ends_on is None and not agreement.is_open_ended:
        return _("Give the last day, or say that the agreement has no end date.")
    return None


def stays_within_the_programme(agreement):
    if outlives_programme(agreement.kind, agreement.ends_on):
        return _("An Erasmus agreement cannot outlast the programme period it is made in.")
    return None


def has_conditions_if_erasmus(agreement):
    if agreement.kind == AgreementKind.ERASMUS and not agreement.conditions.exists():
        return _("An Erasmus agreement needs at least one condition: who goes where, and how many.")
    return None


def partners_are_cleared(agreement):
    """Due diligence: each partner that needs an assessment has one that holds, and nothing bars it (DD-05 to DD-07)."""
    partners = [party.institution for party in agreement.parties.filter(is_home=False).select_related("institution")]
    renewed = agreement.predecessor
    refusals = refusals_for_agreement(
        partners,
        kind=agreement.kind,
        is_eu_programme=agreement.kind == AgreementKind.ERASMUS,
        recheck_after=renewed.starts_on if renewed else None,
    )
    return " ".join(refusals) or None


def the_renewed_one_is_evaluated(agreement):
    """A renewal needs an evaluation (AG-11): asked for, it is written or skipped before the successor goes on."""
    renewed = agreement.predecessor
    if renewed and renewed.evaluations.open().exists():
        return _("The evaluation of the agreement it renews is asked for: write it, or let the office skip it.")
    return None


def partners_are_open(agreement):
    """None of the partners closed before the agreement ends: its successor takes its place first."""
    sentences = [refusal(party.institution, agreement.ends_on) for party in agreement.partner_parties]
    return " ".join(filter(None, sentences)) or None


def has_a_signed_copy(agreement):
    if not agreement.documents.filter(kind=DocumentKind.SIGNED_COPY).exists():
        return _("Attach the signed copy.")
    return None


def everybody_has_signed(agreement):
    missing = agreement.parties.filter(signature__isnull=True).select_related("institution")
    if names := [str(party.institution) for party in missing]:
        return _("Not signed yet: %(parties)s.") % {"parties": ", ".join(names)}
    return None


def has_begun(agreement):
    if agreement.starts_on and agreement.starts_on > timezone.localdate():
        day = date_format(agreement.starts_on, "DATE_FORMAT")
        return _("It begins on %(day)s and becomes active by itself then.") % {"day": day}
    return None


agreement_workflow = Workflow(
    "agreement",
    edges=AGREEMENT_EDGES,
    transitions={
        "submit": Transition(
            gettext_lazy("Submit for review"),
            gettext_noop("submitted it for review"),
            KEEP,
            guards=(
                has_a_partner,
                partners_are_open,
                has_its_parent,
                has_an_end,
                stays_within_the_programme,
                begins_after_the_renewed_one,
                has_a_reason_for_a_second,
                has_conditions_if_erasmus,
                the_renewed_one_is_evaluated,
            ),
            tone="primary",
        ),
        "approve": Transition(
            gettext_lazy("Approve"),
            gettext_noop("approved it"),
            DECIDE,
            guards=(partners_are_open, partners_are_cleared),
            tone="primary",
        ),
        "send_back": Transition(gettext_lazy("Send back"), gettext_noop("sent it back"), DECIDE, note_needed=True),
        "reject": Transition(
            gettext_lazy("Reject"), gettext_noop("rejected it"), DECIDE, note_needed=True, tone="danger"
        ),
        "reopen": Transition(gettext_lazy("Take up again"), gettext_noop("took it up again"), KEEP, tone="primary"),
        "revise": Transition(gettext_lazy("Revise"), gettext_noop("took it back to revise it"), KEEP, note_needed=True),
        "sign": Transition(
            gettext_lazy("Record as signed"),
            gettext_noop("recorded the signatures"),
            CONCLUDE,
            guards=(everybody_has_signed, has_a_signed_copy),
            by_machine=True,  # with the last signature or the signed copy, whichever comes later
            tone="primary",
        ),
        "activate": Transition(
            gettext_lazy("Activate"),
            gettext_noop("activated it"),
            CONCLUDE,
            guards=(has_begun,),
            by_machine=True,
            tone="primary",
        ),
        "suspend": Transition(gettext_lazy("Suspend"), gettext_noop("suspended it"), CONCLUDE, note_needed=True),
        "resume": Transition(gettext_lazy("Resume"), gettext_noop("resumed it"), CONCLUDE, tone="primary"),
        "give_notice": Transition(gettext_lazy("Give notice"), gettext_noop("gave notice"), CONCLUDE, note_needed=True),
        "withdraw_notice": Transition(gettext_lazy("Withdraw notice"), gettext_noop("withdrew the notice"), CONCLUDE),
        "end": Transition(
            gettext_lazy("End"),
            gettext_noop("ended it"),
            CONCLUDE,
            note_needed=True,
            by_machine=True,
            tone="danger",
        ),
        "withdraw": Transition(
            gettext_lazy("Withdraw"), gettext_noop("withdrew it"), KEEP, note_needed=True, tone="danger"
        ),
    },
)
