"""The dates of proposals: the six steps, as far as they are not done. They follow the call."""

from functools import partial

from django.utils.translation import gettext_lazy

from cooperation.models import ProposalStep
from cooperation.proposals.enums import StepKind
from reminders.source_words import on_its_day, page_at
from reminders.sources import DeadlineSource

SENTENCES = {
    StepKind.SUPPORT: gettext_lazy("Talk to school and department by %(day)s: do they support it?"),
    StepKind.ABSTRACT: gettext_lazy("Abstract and approval of the school reach the office by %(day)s"),
    StepKind.CONTACT: gettext_lazy("Be in touch with the coordinator of the action by %(day)s"),
    StepKind.MANDATES: gettext_lazy("Mandates of all partners are here by %(day)s"),
    StepKind.DRAFT: gettext_lazy("Final draft reaches the office by %(day)s"),
    StepKind.SIGNATURES: gettext_lazy("Signed and handed in by %(day)s"),
}


def _rows(kind: str, on):
    return ProposalStep.objects.watched().filter(kind=kind)


SOURCES = tuple(
    DeadlineSource(
        name=f"cooperation.proposal_{kind.value}",
        label=kind.label,
        rows=partial(_rows, kind.value),
        due="wanted_on",
        owner="proposal__coordinator",
        owner_column="cooperation.proposal.coordinator",
        unit="proposal__unit",
        title="proposal__acronym",
        since="proposal__created_at",
        page="proposal",
        sentence=on_its_day(SENTENCES[kind]),
        address=page_at("cooperation:proposal_detail"),
        button=gettext_lazy("Open"),
        ladder=(30, 14, 7, 1, 0),
    )
    for kind in StepKind
)
