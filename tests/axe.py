"""Asks axe-core what is wrong with the page in the browser."""

from pathlib import Path

AXE = Path(__file__).resolve().parent.parent / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def accessibility_faults(page) -> list[str]:
    """One line for each fault: the rule, what it says, and the places."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [
        f"{fault['id']}: {fault['help']}: {' | '.join(node['html'][:160] for node in fault['nodes'][:4])}"
        for fault in found["violations"]
    ]
