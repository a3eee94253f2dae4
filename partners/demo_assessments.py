"""The demonstration's due diligence: partners outside the programme assessed as the rules ask, in every state.

The partners are real, the assessments are invented; their concerns are about the field and the terms, never about a
partner. Two state institutions stay restricted; the table says how many days ago each was decided.
"""

import csv
from datetime import timedelta
from pathlib import Path

import pgtrigger
from django.utils import timezone

from accounts.demo_accounts import demo_email
from accounts.enums import Role
from accounts.models import Unit, User
from partners.enums import Concern
from partners.models import Assessment, AssessmentQuestion, Institution
from partners.services.assessments import AnswerValues, move_assessment, start_assessment
from partners.services.deciding import decide_assessment

TABLE = Path(__file__).parent / "demo_data" / "assessments.csv"

HEADS = {"FC": "dean", "FE": "dean-engineering"}
WORDS = {
    "purpose": "Students of both sides asked for it, and the subjects fit each other.",
    "field": "Parts of the work touch technology that may be of dual use; the export rules have been checked.",
    "property": "Results are shared; who may use them is to be written into the agreement.",
    "funding": "The stays depend on grants that are applied for each year.",
    "data": "Grades and contact data of exchange students travel outside the EEA.",
    "exit": "Students who have begun must be able to finish.",
    "rights": "Safety of those who travel is judged anew before each stay.",
}
CONDITIONS = "No laboratory work on export-controlled technology; the list of subjects is agreed each year."


def build_assessments() -> str:
    """Assess partners as the table says, oldest first, each by the people who would."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = sorted(csv.DictReader(lines), key=lambda row: -int(row["days_ago"]))
    desk = DemoAssessors()
    for row in rows:
        desk.assess(row)
    return f"{Assessment.objects.count()} assessments of partners"


class DemoAssessors:
    """Makes and decides assessments one after the other."""

    def __init__(self):
        self.today = timezone.localdate()
        self.people = {person.email: person for person in User.objects.all()}
        self.units = {unit.code: unit for unit in Unit.objects.all()}
        self.partners = {partner.name: partner for partner in Institution.objects.select_related("country")}
        self.questions = list(AssessmentQuestion.objects.filter(is_active=True))

    def assess(self, row: dict):
        author = self.person(row["who"])
        concerns = dict(pair.split(":") for pair in row["concerns"].split())
        assessment = start_assessment(
            self.partners[row["partner"]],
            actor=author,
            unit=self.units[row["unit"]],
            occasion=row["occasion"],
            answers={question.pk: self.answer(question.code, concerns) for question in self.questions},
        )
        if row["decisions"] != "draft":
            assessment = move_assessment(assessment, "submit", actor=author)
            self.decide(assessment, row, author)
        when = timezone.now() - timedelta(days=int(row["days_ago"]))
        Assessment.objects.filter(pk=assessment.pk).update(created_at=when - timedelta(days=5), state_since=when)
        with pgtrigger.ignore("partners.AssessmentDecision:update_update"):  # no deed of anybody's
            assessment.decisions.filter(decided_at__isnull=False).update(decided_at=when)

    def answer(self, code: str, concerns: dict[str, str]) -> AnswerValues:
        concern = concerns.get(code, Concern.NONE)
        return AnswerValues(concern, WORDS[code] if concern in Concern.raised or code == "purpose" else "")

    def decide(self, assessment: Assessment, row: dict, author: User):
        on = self.today - timedelta(days=int(row["days_ago"]))
        for place, outcome in zip(assessment.decisions.select_related("unit"), row["decisions"].split(), strict=False):
            conditions = CONDITIONS if outcome == "conditions" else ""
            actor = self.decider(place, author)
            decide_assessment(place, actor=actor, outcome=outcome, conditions=conditions, on=on)

    def decider(self, place, author: User) -> User:
        if place.role == Role.HEAD:
            return self.person(HEADS.get(place.unit.code, "vice-chancellor"))
        return {Role.OFFICER: self.person("officer"), Role.SECURITY_COORDINATOR: self.person("security")}.get(
            place.role, author
        )

    def person(self, local_part: str) -> User:
        return self.people[demo_email(local_part)]
