"""The demonstration's trainees: what one does at the partner's laboratory, and the certificate of it."""

from datetime import date
from decimal import Decimal

from mobility.learning.enums import InsuredBy, OrganisationSize, TraineeRecognition
from mobility.learning.traineeships.writing import note_certificate, save_traineeship
from mobility.models import LearningAgreementVersion

CREDITS = Decimal(15)
TRAINEESHIP = {
    "department": "Laboratory of software systems",
    "sector": "Research and development",
    "size": OrganisationSize.LARGE,
    "mentor_name": "Agnieszka Zając",
    "mentor_position": "Head of the laboratory",
    "mentor_email": "mentor@example.org",
    "title": "Tools for measuring quality of software",
    "hours_per_week": Decimal(38),
    "is_digital": True,
    "tasks": "Weeks 1–4: learn the tool chain. Weeks 5–16: build a dashboard with the team. Last weeks: document it.",
    "outcomes": "Works in an agile team; chooses and defends measures of quality; writes for users.",
    "monitoring": "A talk with the mentor every week; the home supervisor joins by video once a month.",
    "evaluation": "The mentor’s report and a presentation, by depth, independence and teamwork.",
    "recognition": TraineeRecognition.EMBEDDED,
    "ects": CREDITS,
    "graded_by": "Certificate and final report",
    "in_europass": True,
    "allowance": Decimal(400),
    "accident_insurance": InsuredBy.SENDING,
    "covers_travel": True,
    "covers_commute": True,
    "liability_insurance": InsuredBy.BOTH,
}


def describe(version: LearningAgreementVersion, officer):
    save_traineeship(version, actor=officer, organisation=version.stay.place, **TRAINEESHIP)


def bring_certificate(version: LearningAgreementVersion, officer, on: date):
    """Table D, with everything recognised as agreed."""
    words = "Found her place in the team at once. The dashboard is in use."
    note_certificate(version, actor=officer, certificate_on=on, evaluation=words, ects_recognised=CREDITS)
