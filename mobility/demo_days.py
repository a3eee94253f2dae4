"""The instants of the demonstration's mobility: what services take from the clock, as history tells it."""

from agreements.demo_days import states_since
from core.demo_history import date_by_history
from mobility.checklist.enums import Fulfilment
from mobility.models import (
    ApplicationRound,
    Bip,
    GrantCalculation,
    GrantPayment,
    GrantProject,
    LearningAgreementVersion,
    LearningSignature,
    Mobility,
    ParticipantReport,
    SigningLink,
    StayDocument,
    StayStep,
)

INSERTED = "insert"


def clocks_by_history():
    """After the past was put back."""
    date_by_history(LearningSignature, "signed_at", pgh_label=INSERTED)
    date_by_history(LearningAgreementVersion, "signed_at", signed_at__isnull=False)
    signed = StayStep.objects.filter(kind__fulfilled_by=Fulfilment.LEARNING_AGREEMENT)
    by_itself = list(signed.filter(done_by=None).values_list("pk", flat=True))  # with the last signature
    date_by_history(StayStep, "done_on", among=by_itself, done_on__isnull=False)
    date_by_history(SigningLink, "created_at", pgh_label=INSERTED)
    date_by_history(SigningLink, "used_at", used_at__isnull=False)
    date_by_history(StayDocument, "uploaded_at", pgh_label=INSERTED)
    date_by_history(GrantCalculation, "made_at", pgh_label=INSERTED)
    date_by_history(GrantPayment, "recorded_at", pgh_label=INSERTED)
    for model in (ApplicationRound, Bip, GrantProject, LearningAgreementVersion, Mobility, ParticipantReport):
        for key, since in states_since(model).items():
            model._base_manager.filter(pk=key).update(state_since=since)
