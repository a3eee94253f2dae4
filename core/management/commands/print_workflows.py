from django.core.management.base import BaseCommand

from core.workflow_diagram import workflows_page


class Command(BaseCommand):
    help = "Print every workflow as a diagram; docs/workflows.md is this text."

    def handle(self, **options):
        self.stdout.write(workflows_page(), ending="")
