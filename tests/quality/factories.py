"""Rows of the quality room, made as its services make them. ``unit`` is always given where there is one."""

from datetime import date, timedelta

import factory
from factory.django import DjangoModelFactory

from core.search_text import fold_all
from quality.enums import Area, IndicatorKind, ProcessKind, StepKind
from quality.models import (
    Action,
    Criterion,
    DialogueMeeting,
    DialogueParticipant,
    Evidence,
    Finding,
    FollowUp,
    FollowUpStep,
    Indicator,
    IndicatorValue,
    Objective,
    Process,
    ProcessStep,
    ProcessUnit,
    ProcessVersion,
    QualityReport,
    ReportBlock,
    Reviewer,
)
from reference.academic_years import AcademicYear


class ProcessFactory(DjangoModelFactory):
    code = "QU-1"
    area = Area.EDUCATION

    class Meta:
        model = Process
        django_get_or_create = ("code",)


class ProcessVersionFactory(DjangoModelFactory):
    """The yearly follow-up of courses, valid since 2020/21 without an end."""

    process = factory.SubFactory(ProcessFactory)
    valid_from = 2020
    kind = ProcessKind.FOLLOW_UP
    title_en = "Follow-up of courses"
    title_sv = "Uppföljning av kurser"
    cycle_years = 1
    accountable_role = "Head of department"

    class Meta:
        model = ProcessVersion
        django_get_or_create = ("process", "valid_from")


class ProcessStepFactory(DjangoModelFactory):
    version = factory.SubFactory(ProcessVersionFactory)
    kind = StepKind.COLLECT
    offset_days = 60
    position = 1

    class Meta:
        model = ProcessStep


class ProcessUnitFactory(DjangoModelFactory):
    version = factory.SubFactory(ProcessVersionFactory)
    first_year = 2024

    class Meta:
        model = ProcessUnit


class ReviewVersionFactory(ProcessVersionFactory):
    """The external review of education, every six years."""

    process = factory.SubFactory(ProcessFactory, code="QU-7a")
    kind = ProcessKind.EXTERNAL_REVIEW
    title_en = "External review: evaluation of education"
    title_sv = "Extern granskning: utvärdering av utbildning"
    cycle_years = 6
    accountable_role = "Dean"


class CriterionFactory(DjangoModelFactory):
    code = factory.Sequence(lambda number: f"criterion-{number}")
    name_en = factory.Sequence(lambda number: f"Criterion {number}")

    class Meta:
        model = Criterion


class FollowUpFactory(DjangoModelFactory):
    version = factory.SubFactory(ProcessVersionFactory)
    process = factory.SelfAttribute("version.process")
    academic_year = 2026

    class Meta:
        model = FollowUp

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        row = model_class(*args, **kwargs)
        row.search_text = fold_all(row.process.code, row.version.title_en, row.version.title_sv, row.unit.code)
        row.save()
        return row


class ReviewFactory(FollowUpFactory):
    """A follow-up that is an external review."""

    version = factory.SubFactory(ReviewVersionFactory)


class FollowUpStepFactory(DjangoModelFactory):
    kind = StepKind.COLLECT
    position = 1
    due_on = factory.LazyAttribute(lambda row: row.follow_up.year.starts_on + timedelta(days=60))

    class Meta:
        model = FollowUpStep


class IndicatorFactory(DjangoModelFactory):
    process = factory.SubFactory(ProcessFactory)
    code = factory.Sequence(lambda number: f"indicator-{number}")
    name_en = factory.Sequence(lambda number: f"Indicator {number}")
    kind = IndicatorKind.NUMBER
    valid_from = 2020

    class Meta:
        model = Indicator


class IndicatorValueFactory(DjangoModelFactory):
    indicator = factory.SubFactory(IndicatorFactory)
    kind = factory.SelfAttribute("indicator.kind")

    class Meta:
        model = IndicatorValue


class ObjectiveFactory(DjangoModelFactory):
    indicator = factory.SubFactory(IndicatorFactory)
    name_en = factory.Sequence(lambda number: f"Objective {number}")
    target = 50
    valid_from = 2020

    class Meta:
        model = Objective


class DialogueMeetingFactory(DjangoModelFactory):
    title = "Dialogue about the courses"
    meets_on = date(2027, 1, 20)

    class Meta:
        model = DialogueMeeting


class DialogueParticipantFactory(DjangoModelFactory):
    meeting = factory.SubFactory(DialogueMeetingFactory)
    name = factory.Sequence(lambda number: f"Participant {number}")

    class Meta:
        model = DialogueParticipant


class FindingFactory(DjangoModelFactory):
    number = factory.Sequence(lambda number: number + 1)
    text = "Course evaluations are read too late."

    class Meta:
        model = Finding


class ReviewerFactory(DjangoModelFactory):
    name = factory.Sequence(lambda number: f"Reviewer {number}")
    email = factory.Sequence(lambda number: f"reviewer{number}@example.org")
    affiliation = "Politechnika Łódzka"

    class Meta:
        model = Reviewer


class ActionFactory(DjangoModelFactory):
    title = factory.Sequence(lambda number: f"Action {number}")
    due_on = date(2027, 5, 31)

    class Meta:
        model = Action

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        action = model_class(*args, **kwargs)
        if action.follow_up_id and not action.process_id:
            action.process = action.follow_up.process
        action.search_text = fold_all(action.title, action.description, action.unit.code)
        action.save()
        return action


class EvidenceFactory(DjangoModelFactory):
    title = factory.Sequence(lambda number: f"Evidence {number}")
    link = "https://example.org/minutes"

    class Meta:
        model = Evidence


class QualityReportFactory(DjangoModelFactory):
    academic_year = factory.Sequence(lambda number: 2001 + number % 90)
    title_en = factory.LazyAttribute(lambda row: f"Quality report {AcademicYear(row.academic_year)}")

    class Meta:
        model = QualityReport


class ReportBlockFactory(DjangoModelFactory):
    report = factory.SubFactory(QualityReportFactory)
    heading = "Summary"

    class Meta:
        model = ReportBlock
