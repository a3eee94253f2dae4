from datetime import date

from django.core.management.base import BaseCommand, CommandError

from reminders.delivery import deliver_ready
from reminders.nightly import run_night


class Command(BaseCommand):
    help = "Do by hand what happens every night: time-driven moves, the sweep, the digests. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("--on", help="tell what is due on this day (YYYY-MM-DD) instead of today")
        parser.add_argument(
            "--deliver", action="store_true", help="send the mails at once instead of leaving it to the worker"
        )

    def handle(self, *, on=None, deliver=False, **options):
        steps, report = run_night(self._day(on))
        for step in steps:
            self.stdout.write(f"{step.name}: {step.moved} moved")
            for remark in step.remarks:
                self.stdout.write(f"  {remark}")
            for failure in step.failures:
                self.stderr.write(f"  not moved: {failure}")
        for name, count in report.notices.items():
            self.stdout.write(f"{name}: {count} new")
        for name, failure in report.failures.items():
            self.stderr.write(f"{name} failed: {failure}")
        self.stdout.write(f"{report.mails} mails written")
        if deliver:
            self.stdout.write(f"{deliver_ready().sent} mails sent")

    @staticmethod
    def _day(text):
        try:
            return date.fromisoformat(text) if text else None
        except ValueError as error:
            raise CommandError(f"“{text}” is not a day; write it as 2026-12-31.") from error
