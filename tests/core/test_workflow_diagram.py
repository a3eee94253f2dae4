from pathlib import Path

from django.conf import settings

from core.workflow_diagram import workflows_page


def test_printed_workflows_are_the_ones_in_the_documentation():
    assert (Path(settings.BASE_DIR) / "docs" / "workflows.md").read_text() == workflows_page()
