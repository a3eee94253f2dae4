"""Every column of the house that names a person is handed over when they leave, or stays for a reason given here."""

import pytest
from django.apps import apps
from django.utils import timezone

from accounts.models import User
from core.keeping import kept_things
from reminders.kept_dates import KeptDates, column_of
from reminders.sources import DeadlineSource, sources
from tests.agreements.factories import AgreementFactory, DocumentFactory
from tests.reminders.leaving.words import kept, plan_for

ROOMS = (
    "accounts", "agreements", "cooperation", "core", "finder", "insights", "mobility", "networks", "partners",
    "quality", "reference", "reminders",
)  # fmt: skip

HANDED_OVER_BESIDES = {
    "reminders.arrangement.keeper": "reminders.dates",
    "accounts.delegation.person": "accounts.duties: the substitute of who leaves",
    "accounts.membership.user": "accounts.duties; the role itself is an administrator's to give",
    "core.follow.user": "reminders.follows",
    "insights.finding.owner": "whoever keeps the row: the next night hands it on; reminders.dates until then",
    "partners.assessment.assessor": "partners.assessments while it is a draft; reminders.dates once it holds",
}
WHO_DID_IT = "who did something stays who did it"
OWN = "the person's own, of use to nobody else"
STAYS = {  # and every column called "…_by": who did something stays who did it
    "agreements.approval.on_behalf_of": WHO_DID_IT,
    "cooperation.namedperson.user": WHO_DID_IT,
    "insights.madereport.made_for": OWN,
    "insights.pin.user": OWN,
    "insights.reportschedule.owner": OWN,
    "core.comment.author": WHO_DID_IT,
    "core.mention.instead_of": "whom a comment named before the mention was handed over",
    "core.savedview.owner": OWN,
    "mobility.sensitivereading.reader": WHO_DID_IT,
    "core.silence.person": OWN,
    "quality.dialogueparticipant.user": WHO_DID_IT,
    "quality.reviewer.user": "a guest's own account for one review",
    "reminders.decisionnotice.instead_of": "what was told to whom",
    "reminders.decisionnotice.recipient": "what was told to whom",
    "reminders.handedthing.receiver": WHO_DID_IT,
    "reminders.handover.person": WHO_DID_IT,
    "reminders.notice.instead_of": "what was told to whom",
    "reminders.notice.recipient": "what was told to whom",
    "reminders.outgoingmail.recipient": "what was told to whom",
    "reminders.subscription.user": OWN,
}


def columns_that_name_a_person() -> set[str]:
    return {
        f"{model._meta.label_lower}.{field.name}"
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
        if not hasattr(model, "pgh_tracked_model")
        for field in model._meta.concrete_fields
        if field.related_model is User
    }


def test_every_column_that_names_a_person_is_handed_over_or_stays_for_a_reason():
    sorted_ones = {things.column for things in kept_things()} | set(HANDED_OVER_BESIDES) | set(STAYS)
    unsorted = columns_that_name_a_person() - sorted_ones
    assert {column for column in unsorted if not column.endswith("_by")} == set()


def test_the_owner_of_every_watched_date_is_a_person():
    owned = [each for each in sources() if each.owner]
    assert {column_of(each) for each in owned} <= columns_that_name_a_person()
    assert owned


@pytest.mark.django_db
def test_dates_whose_owner_keeps_nothing_else_are_handed_over(anna, bo, unit, officer, monkeypatch):
    """A source that a room adds without a thing to keep: its dates must not be lost."""
    agreement = AgreementFactory(responsible_unit=unit)
    DocumentFactory(agreement=agreement, title="Report", uploaded_by=anna, review_on=timezone.localdate())
    known = {each.name: each for each in sources()}["agreements.document_review"]
    alone = DeadlineSource(**{**vars(known), "name": "test.report", "owner": "uploaded_by"})
    monkeypatch.setattr("reminders.sources._sources", {"test.report": alone})
    assert kept(anna, officer)["reminders.dates"] == [f"Report · {agreement.title}"]
    assert KeptDates().counts([anna.pk]) == {anna.pk: 1}
    plan = plan_for(bo, anna, officer)
    assert plan.things.get(kind="reminders.dates").key.startswith("test.report:")
