"""Who may move a follow-up or an external review where, and what must hold first. Edges: ``quality.enums``."""

from django.utils.translation import gettext_lazy, gettext_noop

from core.workflow import Transition, Workflow
from quality.enums import FOLLOW_UP_EDGES
from quality.followups.guards import (
    actions_are_complete,
    dialogue_has_been_held,
    every_group_was_met,
    findings_lead_somewhere,
    has_somebody_responsible,
    report_of_its_year_is_open,
    required_values_are_there,
)
from quality.querysets import ADOPT, RUN

follow_up_workflow = Workflow(
    "follow_up",
    edges=FOLLOW_UP_EDGES,
    transitions={
        "begin": Transition(
            gettext_lazy("Begin"),
            gettext_noop("began to collect data"),
            RUN,
            guards=(has_somebody_responsible,),
            by_machine=True,
            tone="primary",
        ),
        "open_dialogue": Transition(
            gettext_lazy("Open the dialogue"),
            gettext_noop("opened the dialogue"),
            RUN,
            guards=(required_values_are_there,),
            tone="primary",
        ),
        "plan_actions": Transition(
            gettext_lazy("Go on to the action plan"),
            gettext_noop("went on to the action plan"),
            RUN,
            guards=(dialogue_has_been_held, every_group_was_met),
            tone="primary",
        ),
        "adopt": Transition(
            gettext_lazy("Adopt"),
            gettext_noop("adopted it"),
            ADOPT,
            guards=(findings_lead_somewhere, actions_are_complete),
            tone="primary",
        ),
        "collect_again": Transition(
            gettext_lazy("Back to collecting data"), gettext_noop("took it back to collecting data"), RUN
        ),
        "talk_again": Transition(
            gettext_lazy("Back to the dialogue"), gettext_noop("took it back to the dialogue"), RUN
        ),
        "reopen": Transition(
            gettext_lazy("Open it again"),
            gettext_noop("opened it again"),
            ADOPT,
            guards=(report_of_its_year_is_open,),
            note_needed=True,
        ),
        "skip": Transition(
            gettext_lazy("Skip this cycle"), gettext_noop("skipped it"), RUN, note_needed=True, tone="danger"
        ),
        "plan_again": Transition(
            gettext_lazy("Plan it again"), gettext_noop("planned it again"), RUN, note_needed=True
        ),
    },
)
