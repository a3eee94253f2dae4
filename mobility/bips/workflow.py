"""Who may move a blended intensive programme where. Edges: ``mobility.bips.enums``."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from core.workflow import Transition, Workflow
from mobility.bips.eligibility import eligibility_of
from mobility.bips.enums import BIP_EDGES, AgencyStatus
from mobility.bips.querysets import CHANGE_BIP


def may_be_paid(bip):
    """What we coordinate is agreed once every condition holds but the number of learners, who are found later."""
    if not bip.is_coordinated_by_us:
        return None if bip.starts_on else _("Give the days of the physical part.")
    if eligibility_of(bip).is_eligible_but_for_learners:
        return None
    return _("Not every condition of the programme holds: see its eligibility.")


def first_day_has_come(bip):
    if bip.first_day is None:
        return _("Give the days of the physical and of the virtual part.")
    if bip.first_day > timezone.localdate():
        return _("Its first day is %(day)s.") % {"day": date_format(bip.first_day)}
    return None


def last_day_is_over(bip):
    if bip.last_day is not None and bip.last_day >= timezone.localdate():
        return _("Its last day is %(day)s.") % {"day": date_format(bip.last_day)}
    return None


def agency_has_the_numbers(bip):
    """BIP-10: of what we coordinate."""
    if not bip.is_coordinated_by_us:
        return None
    if bip.agency_status != AgencyStatus.COMPLETE or bip.reported_learners is None:
        return _("Enter the learners reported, and that the programme is complete in the Beneficiary Module.")
    return None


bip_workflow = Workflow(
    "bip",
    edges=BIP_EDGES,
    transitions={
        "agree": Transition(
            gettext_lazy("Record as agreed"),
            gettext_noop("recorded that the partners agree"),
            CHANGE_BIP,
            guards=(may_be_paid,),
            tone="primary",
        ),
        "take_back": Transition(
            gettext_lazy("Back to planning"), gettext_noop("took it back to planning"), CHANGE_BIP, note_needed=True
        ),
        "begin": Transition(
            gettext_lazy("Record as begun"),
            gettext_noop("recorded its beginning"),
            CHANGE_BIP,
            guards=(first_day_has_come,),
            by_machine=True,
            tone="primary",
        ),
        "hold": Transition(
            gettext_lazy("Has been held"),
            gettext_noop("recorded its end"),
            CHANGE_BIP,
            guards=(last_day_is_over,),
            by_machine=True,
            tone="primary",
        ),
        "report": Transition(
            gettext_lazy("Final numbers sent"),
            gettext_noop("recorded the final numbers"),
            CHANGE_BIP,
            guards=(agency_has_the_numbers,),
            tone="primary",
        ),
        "reopen": Transition(
            gettext_lazy("Correct the numbers"), gettext_noop("opened it again"), CHANGE_BIP, note_needed=True
        ),
        "cancel": Transition(
            gettext_lazy("Cancel"), gettext_noop("cancelled it"), CHANGE_BIP, note_needed=True, tone="danger"
        ),
        "plan_again": Transition(
            gettext_lazy("Plan it again"), gettext_noop("planned it again"), CHANGE_BIP, note_needed=True
        ),
    },
)
