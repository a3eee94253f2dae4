"""Nothing private ever appears in a public response.

A register is written in which every column of text holds a word of its own. Every address that needs no
sign-in, in both languages and with many questions, is then read, and none of the private words may be in an
answer; the words of the columns that ``finder.published`` names must be, or this test could not fail.
"""

from datetime import timedelta
from itertools import combinations, product

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from accounts.models import Delegation, Membership, Unit, User
from agreements.enums import AgreementState, Visibility
from agreements.models import (
    Agreement,
    Amendment,
    AmendmentSignature,
    Approval,
    ApprovalRound,
    ApprovalRoute,
    ArchiveExport,
    Condition,
    ConditionField,
    ConditionLanguage,
    Disposal,
    DisposalLine,
    Document,
    Ending,
    EntryDocument,
    Evaluation,
    EvaluationAnswer,
    EvaluationQuestion,
    FurtherUnit,
    LetterTemplate,
    LetterTemplateVersion,
    NegotiationEntry,
    NumberCounter,
    NumbersConfirmed,
    NumberSeries,
    Party,
    ProposedCondition,
    ProposedField,
    ProposedLanguage,
    RenewalRun,
    RetentionRule,
    RouteStep,
    Signature,
    SigningAuthority,
    Tag,
    Tagging,
)
from core.bulk.models import BulkEdit, BulkRow
from core.models import (
    Comment,
    Follow,
    ImportRun,
    Job,
    MappingProfile,
    Mention,
    Page,
    SavedView,
    ShortcomingReport,
    Silence,
)
from finder.current import current_index, forget
from finder.index import FACETS
from finder.models import Guideline, GuidelineFile, SchemeLink
from finder.published import PUBLIC_COLUMNS
from mobility.models import (
    AllocationReason,
    AllocationRun,
    Applicant,
    ApplicantChoice,
    ApplicationRound,
    BalanceThreshold,
    Bip,
    BipPartner,
    BudgetLine,
    BudgetTransfer,
    ComponentResult,
    EmergencyContact,
    ExchangeColumn,
    Forgetting,
    FurtherRoundUnit,
    GrantCalculation,
    GrantLine,
    GrantPayment,
    GrantProject,
    GrantRecalculation,
    InclusionNeed,
    InstalmentShare,
    LearningAgreement,
    LearningAgreementVersion,
    LearningComponent,
    LearningSignature,
    LocalRecommendation,
    Mobility,
    NominationLink,
    NominationWindow,
    Participant,
    ParticipantReport,
    PersonalExport,
    ProcessWindow,
    ReportAnswer,
    ReportQuestion,
    RoundPlace,
    Scheme,
    SensitiveReading,
    SigningLink,
    StayDocument,
    StayRetention,
    StayStep,
    StepKind,
    SupportRequest,
    SupportScheme,
    Traineeship,
    TraineeshipResult,
    TransferLimit,
)
from partners.models import (
    Alias,
    Assessment,
    AssessmentAnswer,
    AssessmentDecider,
    AssessmentDecision,
    AssessmentNeed,
    AssessmentQuestion,
    AssessmentRule,
    Contact,
    CountrySignal,
    FactsheetLink,
    FactsheetProposal,
    FormerCode,
    Institution,
    Mailing,
    MailTemplate,
    Merge,
    MergeStep,
    NamedInstitution,
    NamedList,
    PartnerMail,
    PartnershipRequest,
    PartnerTagging,
    PossibleDuplicate,
    SetAside,
)
from partners.services.merging import merge_institutions
from quality.models import FollowUpStep, ProcessStep, ProcessUnit, ReportPaper
from reminders.models import (
    Arrangement,
    DecisionNotice,
    FeedEntry,
    HandedThing,
    HandOver,
    MailDecision,
    Night,
    Notice,
    OutgoingMail,
    Sighting,
    Subscription,
    WatchedKind,
)
from tests.accounts.factories import DelegationFactory
from tests.agreements.factories import (
    DocumentFactory,
    EntryFactory,
    EvaluationFactory,
    InstitutionFactory,
    LetterTemplateFactory,
)
from tests.cooperation.planting import COOPERATION, COOPERATION_LEFT_OUT, plant_cooperation
from tests.core.comments.factories import CommentFactory
from tests.finder.factories import GuidelineFactory, GuidelineFileFactory, SchemeLinkFactory
from tests.finder.planting import PLANTED_WORD, Words, paper, plant
from tests.finder.public_answers import answer, answers_everywhere, numbers_of
from tests.mobility.factories import (
    ApplicantFactory,
    ApplicationRoundFactory,
    BipFactory,
    BipPartnerFactory,
    BudgetLineFactory,
    EmergencyContactFactory,
    GrantLineFactory,
    GrantPaymentFactory,
    GrantProjectFactory,
    InclusionNeedFactory,
    LearningAgreementVersionFactory,
    LearningComponentFactory,
    MobilityFactory,
    NominationLinkFactory,
    SigningLinkFactory,
    StayDocumentFactory,
    StayStepFactory,
    SupportRequestFactory,
    TraineeshipFactory,
)
from tests.networks.factories import (
    JointOfferFactory,
    JointOfferPartnerFactory,
    NetworkCountFactory,
    NetworkDocumentFactory,
    NetworkFactory,
    NetworkMembershipFactory,
)
from tests.networks.planting import NETWORKS, NETWORKS_LEFT_OUT, plant_networks
from tests.partners.factories import AssessmentFactory, ContactFactory, NamedInstitutionFactory, SetAsideFactory
from tests.partners.letters.factories import FactsheetProposalFactory, PartnerMailFactory
from tests.partners.requests.factories import PartnershipRequestFactory
from tests.quality.planting import QUALITY, plant_quality

pytestmark = pytest.mark.django_db

PLANTED = (
    Evaluation, EvaluationAnswer, EvaluationQuestion,
    Ending,
    NegotiationEntry,
    Disposal, DisposalLine, RetentionRule, NumberSeries,
    Amendment, AmendmentSignature, ProposedCondition, ProposedField, ProposedLanguage,
    Approval, ApprovalRoute, RouteStep, Signature, SigningAuthority,
    Institution, Alias, Contact, Agreement, Party, Condition, ConditionField, ConditionLanguage, Document,
    LetterTemplate, LetterTemplateVersion,
    Unit, User, Delegation, ShortcomingReport, SavedView, Job, ImportRun, MappingProfile, OutgoingMail, HandOver,
    HandedThing, Arrangement, Assessment, AssessmentAnswer, AssessmentDecision, AssessmentNeed, AssessmentQuestion,
    Comment, Mention, CountrySignal, NamedList, NamedInstitution, SetAside, FormerCode, Merge, MergeStep,
    PossibleDuplicate, PartnershipRequest, MailTemplate, Mailing, PartnerMail,
    FactsheetLink, FactsheetProposal,
    BulkEdit, BulkRow, Tag,
    BudgetLine, BudgetTransfer, TransferLimit,
    LearningAgreementVersion, LearningComponent, ComponentResult, LearningSignature, SigningLink, ProcessWindow,
    Traineeship, TraineeshipResult,
    StayDocument, StayStep, StepKind,
    Scheme, GrantProject, Participant, Mobility, InclusionNeed, EmergencyContact,
    Bip, BipPartner, SupportScheme, SupportRequest,
    PersonalExport, StayRetention, Forgetting, ExchangeColumn, ParticipantReport, ReportAnswer, ReportQuestion,
    GrantCalculation, GrantLine, GrantPayment, GrantRecalculation, InstalmentShare, BalanceThreshold,
    NominationLink,
    Applicant, ApplicationRound, AllocationRun, RoundPlace,
    Guideline, GuidelineFile, SchemeLink,
    *QUALITY,
    *NETWORKS,
    *COOPERATION,
)  # fmt: skip
# Why a model of ours needs no planting here.
LEFT_OUT = {
    NumbersConfirmed: "an academic year, an instant and a person, who is planted",
    ApprovalRound: "a number, an instant and names of fields; the steps and the person are planted",
    ArchiveExport: "the name of a file and sentences about it, shown to whoever asked for it",
    NominationWindow: "dates and a source, for partners",
    ApplicantChoice: "a number; the applicant and the partner are planted",
    AllocationReason: "sentences of ours with ranks and names of partners, kept for the pages of the office",
    NumberCounter: "the fixed part of registration numbers, which agreements are planted with",
    RenewalRun: "numbers, instants and sentences about agreements, shown to whoever started it",
    LocalRecommendation: "what the university recommends, told by the public estimate, too",
    Page: "a text written for the public",
    Membership: "has no text; the person and the unit are planted",
    EntryDocument: "has no text; the entry and the document are planted",
    Tagging: "has no text; the agreement and the tag are planted",
    PartnerTagging: "has no text; the partner and the tag are planted",
    FurtherRoundUnit: "has no text; the round and the unit are planted",
    FurtherUnit: "has no text; the agreement and the unit are planted",
    Follow: "numbers and an instant; the person and the object are planted",
    Silence: "numbers and an instant; the person and the object are planted",
    FeedEntry: "numbers, dates, the name of a source in our code and a hash",
    MailDecision: "a choice and an instant; the mail and the person are planted",
    Notice: "numbers, dates and the name of a source in our code",
    DecisionNotice: "numbers, instants and the name of a source in our code",
    Sighting: "numbers, dates and the name of a source in our code",
    Subscription: "choices, names of sources in our code, and a secret that no page shows but its owner's",
    AssessmentRule: "a number of months and the name of a source in our code",
    AssessmentDecider: "choices alone",
    Night: "counts and sentences about a night, shown on staff pages alone",
    LearningAgreement: "has no text; its versions and the stay are planted",
    SensitiveReading: "who read what when; the participant is planted",
    WatchedKind: "a date and the name of a source in our code",
    ProcessStep: "days and a role of a process, which is planted",
    ProcessUnit: "has no text; the process and the unit are planted",
    FollowUpStep: "has no text; the follow-up and the person are planted",
    ReportPaper: "files of a report, whose texts are planted",
    **NETWORKS_LEFT_OUT,
    **COOPERATION_LEFT_OUT,
}
IN_SWEDISH = ("title_sv", "summary_sv", "body_sv")


@pytest.fixture
def register(offer, lodz, kyoto, unit, other_unit, person, coordinator):
    """A published partner, one that only drafts and refusals know, and everything around them, full of words."""
    words = Words()
    shown = offer(lodz, coordinator=coordinator)
    shown.further_units.add(other_unit)
    ended = offer(lodz, state=AgreementState.ENDED)
    hidden = [offer(lodz, state=state) for state in ("draft", "in_review", "approved", "rejected", "withdrawn")]
    hidden += [offer(kyoto, state="draft"), offer(InstitutionFactory(), is_published=False)]
    public = DocumentFactory(agreement=shown, visibility=Visibility.PUBLIC, file=paper(words.public_word("file")))
    for visibility in (Visibility.OFFICE, Visibility.STAFF):
        DocumentFactory(agreement=shown, visibility=visibility, file=paper(words.private_word("inner file")))
    for agreement in hidden:
        word = words.private_word(f"public file of {agreement.state}")
        DocumentFactory(agreement=agreement, visibility=Visibility.PUBLIC, file=paper(word))
    for institution in Institution.objects.all():
        ContactFactory(institution=institution)
        Alias.objects.get_or_create(institution=institution, name=f"Alias {institution.pk}")
    things_of_staff(coordinator)
    Ending.objects.create(agreement=shown, kind="suspension", told_on=timezone.localdate(), reason="x")
    EntryFactory(agreement=shown, with_whom="x", contact=Contact.objects.first())
    due_diligence_on(kyoto, unit)
    approval_of(shown, unit)
    amendment_of(shown)
    evaluation_of(shown)
    disposal_of(ended)
    LetterTemplateFactory()
    RetentionRule.objects.get_or_create(subject="agreements", defaults={"years": 1, "source_en": "x", "source_sv": "x"})
    NumberSeries.objects.create(name_en="x", pattern="x-{number}")
    merger_into(lodz)
    requests_for(lodz, unit)
    stay_at(lodz, unit)
    plant_quality(unit, coordinator)
    plant_networks(lodz, coordinator)
    site = around_the_finder(lodz, unit) | plant_cooperation(lodz, unit)
    open_round = ApplicationRound.objects.get(is_published=True)
    known = {
        lodz, shown, ended, unit, public, open_round, *site, *lodz.aliases.all(),
        *shown.conditions.all(), *ConditionField.objects.filter(condition__agreement=shown),
        *ReportQuestion.objects.all(), *ReportAnswer.objects.filter(report__state="shown"),
    }  # fmt: skip
    for model in PLANTED:
        rows = list(model._base_manager.all())
        assert rows, f"no {model.__name__} was made"
        for row in rows:
            plant(row, words)  # what was there before: history keeps it
            plant(row, words, known)
    forget()
    return words


def around_the_finder(partner, unit) -> set:
    """A guideline with a file, and one nobody may read yet; a programme that is shown. What of it is public."""
    guideline, draft = GuidelineFactory(unit=unit), GuidelineFactory(unit=unit, is_published=False)
    file = GuidelineFileFactory(guideline=guideline)
    GuidelineFileFactory(guideline=draft)
    bip = BipFactory(unit=unit, is_published=True, told_en="x", told_sv="x", apply_address="https://x.example/")
    BipPartnerFactory(bip=bip, institution=partner)
    link = SchemeLinkFactory(scheme=bip.scheme)
    Guideline.objects.filter(pk=guideline.pk).update(scheme=bip.scheme, **dict.fromkeys(IN_SWEDISH, "x"))
    return {guideline, file, bip, link, *a_network_with(partner), *Scheme.objects.all()}


def a_network_with(partner) -> set:
    """A network that is shown, with all there can be around it. What of it is public."""
    network = NetworkFactory(is_published=True)
    NetworkMembershipFactory(network=network, institution=partner, role_note="x", source="x")
    NetworkCountFactory(network=network, source="x")
    NetworkDocumentFactory(network=network, readers="staff")
    JointOfferFactory(network=network)
    given = JointOfferPartnerFactory(institution=partner, offer__is_published=True, offer__network=network)
    return {network, given.offer}


def application_in_a_round(partner, unit):
    """Open now and published, with somebody who wants to go to a published partner."""
    opened = ApplicationRoundFactory(unit=unit, is_published=True, to_send_en="x")
    ApplicationRoundFactory(unit=unit, to_send_en="x")
    applicant = ApplicantFactory(round=opened)
    ApplicantChoice.objects.create(applicant=applicant, position=1, partner=partner)
    condition = Condition.objects.filter(receiver=partner).first()
    RoundPlace.objects.create(round=opened, condition=condition, places=1, reason="x")
    AllocationRun.objects.create(round=opened, made_by_name="x", applicant_count=1, given_count=0)


def things_of_staff(person):
    ShortcomingReport.objects.create(text="x")
    DelegationFactory(person=person, note="x")
    SavedView.objects.create(owner=person, list_name="agreements", name="x", query="x")
    Tagging.objects.create(agreement=Agreement.objects.published().first(), tag=Tag.objects.create(name="x"))
    edit = BulkEdit.objects.create(kind="x", started_by=person, note="x", query="x")
    BulkRow.objects.create(edit=edit, object_id=1, label="x", reason="x")
    comment = CommentFactory(about=Institution.objects.first(), author=person, text="x")
    Mention.objects.create(comment=comment, person=person, written="x")
    job = Job.objects.create(kind="x", started_by=person)
    ImportRun.objects.create(importer="x", original_name="x", job=job, started_by=person, file=paper("x"))
    MappingProfile.objects.create(importer="x", name="x", created_by=person)
    OutgoingMail.objects.create(recipient=person, subject="x", text="x", message_id="x", day=timezone.localdate())
    Arrangement.objects.create(source="x", object_id=1, keeper=person, reason="x", handed_note="x")
    plan = HandOver.objects.create(person=person, made_by=person, note="x")
    HandedThing.objects.create(hand_over=plan, kind="x", key="x", title="x", url="x", receiver=person, why="x")


def stay_at(partner, unit):
    """A student of ours there, with everything the office alone may know."""
    project = GrantProjectFactory(unit=unit)
    stay = MobilityFactory(unit=unit, partner=partner, project=project, scheme=project.scheme)
    lines = [BudgetLineFactory(project=project, purpose=purpose, remarks="x") for purpose in ("students", "travel")]
    BudgetTransfer.objects.create(source=lines[0], target=lines[1], amount=1, reason="x")
    TransferLimit.objects.create(rules="KA171", crossing="activity", sentence_en="x")
    InclusionNeedFactory(mobility=stay)
    bip = BipFactory(unit=unit)
    BipPartnerFactory(bip=bip, institution=partner)
    SupportRequestFactory(bip=bip)
    EmergencyContactFactory(participant=stay.participant)
    learning_of(stay)
    PersonalExport.objects.create(made_by_name="x", title="x", filters="x", columns="x", row_count=1)
    StayRetention.objects.create(because="case", years=10, sentence_en="x")
    Forgetting.objects.create(decided_by_name="x", reason="x", keys=[stay.participant_id])
    ExchangeColumn.objects.create(position=1, heading="x", constant="x")
    question = ReportQuestion.objects.create(code="x", audience="student", position=1, kind="text", wording_en="x")
    said = {"audience": "student", "state": "shown", "may_be_shown": True, "expires_at": timezone.now()}
    report = ParticipantReport.objects.create(mobility=stay, to_address="x@example.org", token_hash="x", **said)
    ReportAnswer.objects.create(report=report, question=question, text="x")
    report_that_is_not_shown(partner, unit, question)
    GrantLineFactory(calculation=GrantPaymentFactory(calculation__mobility=stay, reference="x").calculation)
    GrantRecalculation.objects.create(project=project, query="x")
    application_in_a_round(partner, unit)
    InstalmentShare.objects.create(rules="KA131", valid_from_call=2025, first_share=70, source="x")
    BalanceThreshold.objects.create(level="notice", semesters=2, source="x")
    NominationLinkFactory(unit=unit, institution=partner)


def report_that_is_not_shown(partner, unit, question):
    """Kept back by the office, of the same partner as one that is shown."""
    said = {"audience": "student", "state": "kept_back", "may_be_shown": True, "expires_at": timezone.now()}
    stay = MobilityFactory(unit=unit, partner=partner, state="closed")
    report = ParticipantReport.objects.create(mobility=stay, to_address="y@example.org", token_hash="y", **said)
    ReportAnswer.objects.create(report=report, question=question, text="y")


def learning_of(stay):
    """What the student agreed to learn, who signed, and the papers of the stay."""
    version = LearningAgreementVersionFactory(
        agreement__mobility=stay, provisions="x", late_because="x", rejected_because="x", catalogue_url="x"
    )
    component = LearningComponentFactory(version=version, code="x", instead="x", change_words="x")
    given = {"ects_earned": 6, "ects_recognised": 6, "grade": "x", "not_recognised_because": "x"}
    ComponentResult.objects.create(component=component, **given)
    words = ("organisation", "department", "address", "website", "sector", "title", "tasks", "outcomes", "monitoring")
    more = ("evaluation", "mentor_name", "mentor_position", "mentor_phone", "graded_by", "in_kind", "change_words")
    TraineeshipFactory(version=version, mentor_email="x@example.org", **dict.fromkeys((*words, *more), "x"))
    on = timezone.localdate()
    TraineeshipResult.objects.create(version=version, certificate_on=on, evaluation="x", not_recognised_because="x")
    link = SigningLinkFactory(version=version)
    LearningSignature.objects.create(version=version, role="student", name="x", link=link, content_sha256="x")
    ProcessWindow.objects.create(code="x", name_en="x", length=5, source="x")
    StayStepFactory(mobility=stay, not_needed_because="x", document=StayDocumentFactory(mobility=stay))


def disposal_of(agreement):
    """The protocol of what was handed to the archive."""
    disposal = Disposal.objects.create(subject="agreements", years=1, rule="x", reason="x", decided_by_name="x")
    DisposalLine.objects.create(disposal=disposal, title="x", ended_on=timezone.localdate(), agreement=agreement)


def evaluation_of(agreement):
    question = EvaluationQuestion.objects.create(code="x", wording_en="x")
    EvaluationAnswer.objects.create(evaluation=EvaluationFactory(agreement=agreement), question=question, text="x")


def amendment_of(agreement):
    """A proposal for the published condition: nobody outside knows of it until it is written."""
    condition = agreement.conditions.first()
    field, language = condition.condition_fields.first().isced_field, condition.languages.first().language
    amendment = Amendment.objects.create(
        agreement=agreement, number=1, reason="x", effective_on=timezone.localdate() + timedelta(days=30)
    )
    parties = list(agreement.parties.all())
    ends = {"sender_party": parties[0], "receiver_party": parties[1]}
    AmendmentSignature.objects.create(amendment=amendment, party=parties[0], name="x", signed_on=timezone.localdate())
    row = ProposedCondition.objects.create(amendment=amendment, condition=condition, kind=condition.kind, **ends)
    ProposedField.objects.create(proposal=row, isced_field=field, clarification="x")
    ProposedLanguage.objects.create(proposal=row, language=language)


def approval_of(agreement, unit):
    route = ApprovalRoute.objects.create(code="x", name_en="x")
    RouteStep.objects.create(route=route, position=1, role="head", scope="unit", label_en="x")
    opened = ApprovalRound.objects.create(agreement=agreement, number=1)
    asked = {"asked_role": "head", "asked_unit": unit, "role": "head", "unit": unit}
    Approval.objects.create(agreement=agreement, round=opened, position=1, label_en="x", note="x", **asked)
    SigningAuthority.objects.create(code="x", who_en="x")
    Signature.objects.create(party=agreement.parties.first(), name="x", signed_on=timezone.localdate())


def merger_into(partner):
    """A published partner has absorbed one that had a page of its own no more, and is unlike another."""
    absorbed = InstitutionFactory(pic="999999999")
    ContactFactory(institution=absorbed)
    FormerCode.objects.create(institution=partner, scheme="erasmus", code="PL LODZ99")
    merge_institutions(partner, absorbed, actor=None, reason="x")
    pair = {"first": partner, "second": InstitutionFactory(status="closed", closing_reason="x")}
    PossibleDuplicate.objects.create(**pair, dismissed_at=timezone.now(), dismissed_because="x")


def requests_for(partner, unit):
    """One from a stranger who has not confirmed, one that was accepted for a published partner."""
    PartnerMailFactory(institution=partner)
    FactsheetProposalFactory(institution=partner)
    PartnershipRequestFactory(state="unconfirmed")
    PartnershipRequestFactory(state="accepted", institution=partner, unit=unit)


def due_diligence_on(partner, unit):
    question = AssessmentQuestion.objects.create(code="x", group="purpose", title_en="x", wording_en="x")
    assessment = AssessmentFactory(institution=partner, unit=unit)
    AssessmentAnswer.objects.create(assessment=assessment, question=question, position=1, title_en="x", wording_en="x")
    AssessmentDecision.objects.create(assessment=assessment, position=1, role="officer", scope="unit", unit=unit)
    AssessmentNeed.objects.create(place="outside", note="x")
    signal = CountrySignal.objects.create(
        country=partner.country, effect="stop", reason_en="x", valid_from="2022-03-02"
    )
    SetAsideFactory(institution=partner, signal=signal)
    NamedInstitutionFactory(name=partner.name, country=partner.country)


def every_choice() -> list[str]:
    index = current_index()
    return [f"{facet}={value}" for facet in FACETS for value in index.facets[facet]]


def every_answer():
    """Every page; of the lists also each choice and some words, in every form, and each pair of choices as a page."""
    client = Client()
    yield from answers_everywhere(numbers_of(PLANTED))
    lists = ("/", "/sv/", "/universities/points.json", "/open/v1/partners.json", "/open/v1/partners.csv")
    words = ("", "q=zq", "q=a", "q=partner", "view=map", "page=2", "q=lodz&level=master")
    asked = list(product(lists, (*words, *every_choice())))
    asked += [("/", "&".join(pair)) for pair in combinations(every_choice(), 2)]
    for path, question in asked:
        yield f"{path}?{question}", answer(client, f"{path}?{question}")


def test_no_private_word_is_in_any_public_answer(register, monkeypatch):
    monkeypatch.setattr("finder.views.open_data.MOST_A_MINUTE", 10**9)
    monkeypatch.setattr("finder.views.limits.MOST_OF_A_PLACE", 10**9)
    seen = set()
    for address, text in every_answer():
        found = set(PLANTED_WORD.findall(text))
        leaked = {register.private[word] for word in found if word in register.private}
        assert not leaked, address
        seen |= found
    assert [where for word, where in register.public.items() if word not in seen] == []


def test_no_private_word_finds_anything(register, client):
    forget()
    for word, where in register.private.items():
        assert client.get(f"/?q={word}").context["question"].text not in register.private.keys() - {word}, where
        results = client.get(f"/?q={word}&exact=1").context["results"]  # else a near public word may be found
        assert results.page.total == 0, where
        assert results.suggestion is None or results.suggestion.label not in register.private, where


def test_every_model_of_ours_is_planted_or_left_out_for_a_reason():
    ours = {
        model
        for label in (
            "accounts",
            "agreements",
            "cooperation",
            "core",
            "finder",
            "mobility",
            "networks",
            "partners",
            "quality",
            "reminders",
        )
        for model in apps.get_app_config(label).get_models()
        if not hasattr(model, "pgh_tracked_model")
    }
    assert ours == {*PLANTED, *LEFT_OUT}


def test_every_public_column_exists():
    for label, columns in PUBLIC_COLUMNS.items():
        names = {field.name for field in apps.get_model(label)._meta.concrete_fields}
        assert set(columns) <= names, label
