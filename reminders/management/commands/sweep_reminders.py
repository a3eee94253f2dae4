from datetime import date

from django.core.management.base import BaseCommand, CommandError

from core.in_languages import in_readers_language
from reminders.nightly import run_night
from reminders.post.delivery import deliver_ready


class Command(BaseCommand):
    help = "Do by hand what happens every night: time-driven moves, the sweep, the digests. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("--on", help="tell what is due on this day (YYYY-MM-DD) instead of today")
        parser.add_argument(
            "--deliver", action="store_true", help="send the mails at once instead of leaving it to the worker"
        )

    def handle(self, *, on=None, deliver=False, **options):
        night = run_night(self._day(on))
        if night is None:
            self.stdout.write("The night's work is being done by another process at this moment.")
            return
        for step in night.report["steps"]:
            self._print_step(step)
        for name, count in night.report["notices"].items():
            self.stdout.write(f"{name}: {count} new")
        for name, failure in night.report["failures"].items():
            self.stderr.write(f"{name} failed: {failure}")
        self.stdout.write(f"{night.report['mails']} mails written")
        if deliver:
            self.stdout.write(f"{deliver_ready().sent} mails sent")

    def _print_step(self, step):
        self.stdout.write(f"{step['name']}: {sum(step['deeds'].values())} moved")
        for remark in step["remarks"]:
            self.stdout.write(f"  {in_readers_language(remark)}")
        for failure in step["failures"]:
            why = failure.get("fault") or in_readers_language(failure["why"])
            self.stderr.write(f"  not moved: {failure['url']} {why}")

    @staticmethod
    def _day(text):
        try:
            return date.fromisoformat(text) if text else None
        except ValueError as error:
            raise CommandError(f"“{text}” is not a day; write it as 2026-12-31.") from error
