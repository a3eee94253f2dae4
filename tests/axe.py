"""Asks axe-core what is wrong with the page in the browser."""

from pathlib import Path

AXE = Path(__file__).resolve().parent.parent / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What is right need not be told apart, no place needs a selector, and no rule of ours reads foreign style sheets.
OPTIONS = {"runOnly": RULES, "resultTypes": ["violations"], "selectors": False, "preload": False}


def accessibility_faults(page) -> list[str]:
    """One line for each fault: the rule, what it says, and the places."""
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    found = page.evaluate("options => axe.run(document, options)", OPTIONS)
    return [
        f"{fault['id']}: {fault['help']}: {' | '.join(node['html'][:160] for node in fault['nodes'][:4])}"
        for fault in found["violations"]
    ]
