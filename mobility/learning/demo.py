"""The demonstration's learning agreements: what students of other places would have studied, signed by all three."""

from datetime import date, timedelta
from itertools import cycle

from core.demo_documents import pdf
from core.demo_history import ago, as_if_on
from core.errors import PortalError
from mobility.checklist.documents import attach_paper
from mobility.checklist.enums import PaperKind
from mobility.enums import MobilityState
from mobility.learning.contents import content_of
from mobility.learning.enums import ComponentKind, SigningRole
from mobility.learning.links import ask_to_sign
from mobility.learning.results import components_to_judge, note_results
from mobility.learning.signing import sign_by_link, sign_here
from mobility.learning.traineeships.demo import bring_certificate, describe
from mobility.learning.writing import begin_learning_agreement, save_component, update_version
from mobility.models import LearningAgreementVersion, Mobility, SigningLink
from reminders.models import OutgoingMail

COURSES = cycle(
    (
        ("Databases and data modelling", "DV1", "Advanced databases", 7.5),
        ("Machine learning", "DV2", "Introduction to machine learning", 7.5),
        ("Product development", "MT3", "Design of products", 6),
        ("Spatial planning", "FM4", "Urban and regional planning", 6),
        ("Industrial economics", "IY5", "Operations management", 5),
    )
)
DAYS_OF_TRANSCRIPT = 35
SIGNER, ADDRESS = "Coordinator of exchange", "exchange@example.org"


def settle_on_paper(stay: Mobility, officer):
    """What a stay is agreed with: of staff a signed document, of students the learning agreement signed by all."""
    if stay.is_of_staff:
        paper = pdf("mobility-agreement.pdf", "Mobility agreement", [str(stay.participant), stay.place])
        attach_paper(stay, actor=officer, upload=paper, kind=PaperKind.MOBILITY_AGREEMENT)
        return
    version = written(stay, officer)
    if not stay.participant.email:
        return
    sign(version, officer)


def written(stay: Mobility, officer) -> LearningAgreementVersion:
    """A draft with two courses abroad and what each counts as, or with the programme of a trainee."""
    version = begin_learning_agreement(stay, actor=officer)
    update_version(version, actor=officer, partner_signer=SIGNER, partner_email=ADDRESS)
    if version.is_of_trainee:
        describe(version, officer)
        return version
    for _number in range(2):
        at_home, code, abroad, ects = next(COURSES)
        given = {"ects": ects, "term": stay.term, "actor": officer}
        home = save_component(version, kind=ComponentKind.RECOGNISED, title=at_home, code=code, **given)
        save_component(version, kind=ComponentKind.STUDIED, title=abroad, counterpart=home, **given)
    return version


def sign(version: LearningAgreementVersion, officer, *, upto: str = SigningRole.RECEIVING):
    """Set the signatures in their order as far as ``upto``; the mails about them left long ago."""
    ask_to_sign(version, actor=officer)
    for role in SigningRole.values:
        seen = content_of(LearningAgreementVersion.objects.get(pk=version.pk)).sha256
        if link := SigningLink.objects.usable().filter(version=version, role=role).first():
            sign_by_link(link, name=link.to_name, seen=seen)
        else:
            sign_here(version, actor=officer, seen=seen)
        if role == upto:
            break
    OutgoingMail.objects.filter(message_id__startswith="<learning.").delete()


def build_learning(officer, today: date):
    """After the stays: drafts for the next to go, one half signed, and the results of who came back."""
    waiting = Mobility.objects.filter(state=MobilityState.ACCEPTED, learning_agreement=None, activity="student-studies")
    for number, stay in enumerate(waiting.select_related("participant", "scheme", "unit").order_by("starts_on")[:4]):
        with ago(9):
            version = written(stay, officer)
        if number == 1:
            with ago(4):
                sign(version, officer, upto=SigningRole.STUDENT)
    back = LearningAgreementVersion.objects.valid().filter(agreement__mobility__state=MobilityState.COMPLETED)
    for version in back.order_by("pk")[::2]:
        arrived_on = min(today, version.ends_on + timedelta(days=DAYS_OF_TRANSCRIPT))
        with as_if_on(arrived_on):
            _bring_results(version, officer, arrived_on)


def _bring_results(version, officer, transcript_on: date):
    if version.is_of_trainee:
        bring_certificate(version, officer, transcript_on)
        return
    rows = {
        row.pk: {
            "is_passed": True,
            "grade": "B",
            "ects_earned": row.ects,
            "is_recognised": True,
            "ects_recognised": row.ects,
            "not_recognised_because": "",
        }
        for row in components_to_judge(version)
    }
    try:
        note_results(version, actor=officer, transcript_on=transcript_on, rows=rows)
    except PortalError:
        return
