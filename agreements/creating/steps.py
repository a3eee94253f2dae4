"""The steps in which an agreement is made. Nothing is stored of them: the draft itself says how far it has come.

What is missing is what would keep it from being submitted (``agreements.workflow``), each with the step it belongs to.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements import workflow
from agreements.creating import families, second
from agreements.creating.kinds import RENEWING, WITH_CONDITIONS
from agreements.models import Agreement


@dataclass(frozen=True)
class Step:
    """One page of the way. ``fields`` are those of ``AgreementForm`` it asks, where the kind has them."""

    name: str
    label: str | Promise
    fields: tuple[str, ...] = ()

    def address(self, agreement: Agreement) -> str:
        return reverse(f"agreements:step_{self.name}", args=[agreement.pk])


STEPS = (
    Step("kind", _("Kind"), ("kind",)),
    Step("partners", _("Between whom"), ("responsible_unit", "parent", "no_parent_because")),
    Step(
        "period",
        _("How long"),
        (
            *("starts_on", "ends_on", "is_open_ended", "second_because", *RENEWING),
            *("notice_rule", "notice_months", "tuition_waived"),
        ),
    ),
    Step("keeping", _("Who keeps it"), ("coordinator", "further_units", "title", "remarks")),
    Step("conditions", _("Conditions")),
    Step("review", pgettext_lazy("step", "Look it over")),
)
STEP = {step.name: step for step in STEPS}

STEP_OF = {
    workflow.has_a_partner: "partners",
    workflow.partners_are_open: "partners",
    families.has_its_parent: "partners",
    workflow.has_an_end: "period",
    workflow.stays_within_the_programme: "period",
    families.begins_after_the_renewed_one: "period",
    second.has_a_reason_for_a_second: "period",
    workflow.has_conditions_if_erasmus: "conditions",
}


@dataclass(frozen=True)
class Missing:
    """What keeps a draft from being submitted, in a sentence, and the step where it is answered (None: elsewhere)."""

    sentence: str
    step: Step | None
    url: str


@dataclass(frozen=True)
class Stage:
    """A step as the way shows it: ``state`` is done, missing or open (nothing said, and nothing asked for)."""

    step: Step
    url: str
    state: str
    is_current: bool

    @property
    def words(self) -> str | Promise:
        if self.step.name == "review":
            return ""
        return {"done": _("done"), "missing": _("something is missing"), "open": _("nothing said yet")}[self.state]


def steps_for(kind: str) -> list[Step]:
    """The steps an agreement of ``kind`` is made in."""
    return [step for step in STEPS if step.name != "conditions" or kind in WITH_CONDITIONS]


def step_after(step: Step, kind: str) -> Step:
    """The next step of the way; the last one is its own."""
    steps = steps_for(kind)
    return steps[min(steps.index(step) + 1, len(steps) - 1)]


def missing_of(agreement: Agreement) -> list[Missing]:
    """What keeps ``agreement`` from being submitted, in the order of the workflow's guards."""
    found = []
    for guard in workflow.agreement_workflow.transitions["submit"].guards:
        if sentence := guard(agreement):
            step = STEP.get(STEP_OF.get(guard, ""))
            found.append(Missing(str(sentence), step, step.address(agreement) if step else ""))
    return found


def way_of(agreement: Agreement, current: Step, missing: list[Missing]) -> list[Stage]:
    """The steps of ``agreement`` with how far each has come."""
    lacking, said = {each.step for each in missing}, _said(agreement)
    return [
        Stage(
            step,
            step.address(agreement),
            "missing" if step in lacking else "done" if said[step.name] else "open",
            is_current=step == current,
        )
        for step in steps_for(agreement.kind)
    ]


def next_step(agreement: Agreement, missing: list[Missing]) -> Step:
    """Where to go on: the first step that lacks something, else the last."""
    lacking = {each.step for each in missing}
    return next((step for step in steps_for(agreement.kind) if step in lacking), STEP["review"])


def _said(agreement: Agreement) -> dict[str, bool]:
    return {
        "kind": True,
        "partners": bool(agreement.partner_parties),
        "period": bool(agreement.ends_on or agreement.is_open_ended),
        "keeping": agreement.coordinator_id is not None,
        "conditions": agreement.conditions.exists(),
        "review": False,
    }
