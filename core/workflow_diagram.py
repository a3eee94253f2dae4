"""Workflows as Markdown with Mermaid diagrams, printed from the very tables that run them."""

from django.utils.translation import override

from core.workflow import Workflow, registered_workflows

INTRODUCTION = """# Workflows

Printed by `manage.py print_workflows`; do not edit by hand.
"""


def workflows_page() -> str:
    """One section for each workflow of the house, in English."""
    with override("en"):
        return INTRODUCTION + "".join(section(workflow) for workflow in registered_workflows())


def section(workflow: Workflow) -> str:
    lines = [f"\n## {workflow.name.capitalize()}\n", "```mermaid", "stateDiagram-v2"]
    for name, edge in workflow.edges.items():
        label = workflow.transitions[name].label
        lines += [f"    {source} --> {edge.target}: {label}" for source in edge.sources]
    lines += ["```", "", "| move | from | to | right | note | by itself |", "|---|---|---|---|---|---|"]
    lines += [_row(workflow, name) for name in workflow.edges]
    return "\n".join(lines) + "\n"


def _row(workflow: Workflow, name: str) -> str:
    edge, rule = workflow.edges[name], workflow.transitions[name]
    cells = (
        rule.label,
        ", ".join(edge.sources),
        edge.target,
        f"`{rule.right}`",
        "needed" if rule.note_needed else "",
        "yes" if rule.by_machine else "",
    )
    return "| " + " | ".join(str(cell) for cell in cells) + " |"
