"""Rows of the cooperation room, made as its services make them."""

from datetime import date, timedelta

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from cooperation.activities.enums import ActivityKind
from cooperation.models import (
    Activity,
    ActivityDocument,
    ActivityPartner,
    ConsortiumMember,
    FollowUpTask,
    FundingCall,
    NamedPerson,
    Output,
    PlanGoal,
    Proposal,
    ProposalStep,
    RestrictionOverride,
    Series,
    StepPaper,
    WorkPlan,
)
from cooperation.proposals.enums import StepKind
from cooperation.proposals.search_text import prepare_proposal
from cooperation.search_text import prepare_activity, prepare_plan
from tests.agreements.factories import AgreementFactory, InstitutionFactory, home
from tests.reference.factories import CallDeadlineFactory


class WorkPlanFactory(DjangoModelFactory):
    """A running plan of this and the next year; ``unit`` is always given."""

    title = factory.Sequence(lambda number: f"Work plan {number}")
    agreement = factory.LazyAttribute(lambda plan: AgreementFactory(responsible_unit=plan.unit))
    state = "running"
    starts_on = factory.LazyFunction(lambda: date(timezone.localdate().year, 1, 1))
    ends_on = factory.LazyFunction(lambda: date(timezone.localdate().year + 1, 12, 31))

    class Meta:
        model = WorkPlan

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        plan = model_class(*args, **kwargs)
        prepare_plan(plan)
        plan.save()
        return plan


class PlanGoalFactory(DjangoModelFactory):
    text = factory.Sequence(lambda number: f"Goal {number}")
    planned_number = 2

    class Meta:
        model = PlanGoal


class SeriesFactory(DjangoModelFactory):
    kind = ActivityKind.SUMMER_SCHOOL
    title = factory.Sequence(lambda number: f"Summer school {number}")

    class Meta:
        model = Series


class ActivityFactory(DjangoModelFactory):
    """A seminar planned for a month from now; ``unit`` is always given, ``partners=[…]`` take part."""

    kind = ActivityKind.SEMINAR
    title = factory.Sequence(lambda number: f"Seminar {number}")
    starts_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))
    ends_on = factory.LazyAttribute(lambda activity: activity.starts_on + timedelta(days=2))
    agreement = factory.LazyAttribute(lambda activity: activity.plan.agreement if activity.plan else None)
    plan = None

    class Meta:
        model = Activity

    @classmethod
    def _create(cls, model_class, *args, partners=(), **kwargs):
        activity = model_class(*args, **kwargs)
        activity.save()
        for position, institution in enumerate(partners):
            ActivityPartner.objects.create(activity=activity, institution=institution, position=position)
        prepare_activity(activity)
        activity.save()
        return activity


def held(**fields) -> Activity:
    """One that was held last month."""
    return ActivityFactory(state="held", starts_on=timezone.localdate() - timedelta(days=20), **fields)


class NamedPersonFactory(DjangoModelFactory):
    name = factory.Sequence(lambda number: f"Delegate {number}")

    class Meta:
        model = NamedPerson


class FollowUpTaskFactory(DjangoModelFactory):
    text = factory.Sequence(lambda number: f"Send the draft {number}")
    due_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=14))

    class Meta:
        model = FollowUpTask


class OutputFactory(DjangoModelFactory):
    title = factory.Sequence(lambda number: f"Paper {number}")

    class Meta:
        model = Output


class ActivityDocumentFactory(DjangoModelFactory):
    """For the keepers of its activity alone."""

    title = factory.Sequence(lambda number: f"List of those present {number}")
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF", name="present.pdf"))
    original_name = "present.pdf"
    content_type = "application/pdf"
    size = 4
    sha256 = "0" * 64

    class Meta:
        model = ActivityDocument


class RestrictionOverrideFactory(DjangoModelFactory):
    restriction = "State institutions are barred."
    reason = "The vice-chancellor agreed."
    institution = factory.SubFactory(InstitutionFactory)

    class Meta:
        model = RestrictionOverride


class FundingCallFactory(DjangoModelFactory):
    """A call for cooperation partnerships that closes in a hundred days; ``deadline__due_on`` says another day."""

    title = factory.Sequence(lambda number: f"Cooperation partnerships {number}")
    deadline = factory.SubFactory(
        CallDeadlineFactory,
        action="KA220-HED",
        round=factory.Sequence(lambda number: number + 1),
        call_year=2025,
        due_on=factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=100)),
        abstract_due_on=factory.LazyAttribute(lambda row: row.due_on - timedelta(days=42)),
        draft_due_on=factory.LazyAttribute(lambda row: row.due_on - timedelta(days=14)),
    )
    lump_sums = (120_000, 250_000, 400_000)

    class Meta:
        model = FundingCall

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.objects.create(**kwargs | {"lump_sums": list(kwargs["lump_sums"])})


class ProposalFactory(DjangoModelFactory):
    """An idea with its six steps; ``unit`` is always given, ``partners=[…]`` stand in the consortium beside us."""

    acronym = factory.Sequence(lambda number: f"PROP{number}")
    title = factory.Sequence(lambda number: f"Proposal {number}")
    call = factory.SubFactory(FundingCallFactory)

    class Meta:
        model = Proposal

    @classmethod
    def _create(cls, model_class, *args, partners=(), **kwargs):
        proposal = model_class(*args, **kwargs)
        proposal.save()
        for position, kind in enumerate(StepKind):
            ProposalStep.objects.create(proposal=proposal, kind=kind, position=position)
        ConsortiumMember.objects.create(proposal=proposal, institution=home(), role="applicant")
        for institution in partners:
            ConsortiumMember.objects.create(proposal=proposal, institution=institution)
        prepare_proposal(proposal)
        proposal.save()
        return proposal


class StepPaperFactory(DjangoModelFactory):
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF", name="signed.pdf"))
    original_name = "signed.pdf"
    content_type = "application/pdf"
    size = 4
    sha256 = "0" * 64

    class Meta:
        model = StepPaper
